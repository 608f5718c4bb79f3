import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/connections/{id}/refresh: reads the tables anew. */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json({ data: await refreshCatalog(actor, (await params).id) });
});
