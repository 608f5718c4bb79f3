import { getGroupRemoval } from "@/lib/groups/group-removal";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/groups/{id}/removal: what the group gives its members, which they lose with it. */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getGroupRemoval(actor, (await params).id));
});
