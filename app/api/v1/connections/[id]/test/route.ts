import { testConnection } from "@/lib/connections/test-connection";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/connections/{id}/test */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await testConnection(actor, (await params).id));
});
