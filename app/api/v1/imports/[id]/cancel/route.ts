import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { cancelImport } from "@/lib/imports/cancel-import";

/** POST /api/v1/imports/{id}/cancel */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await cancelImport(actor, (await params).id));
});
