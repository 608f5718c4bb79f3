import { removeGroupMembersSchema } from "@/lib/groups/group-schema";
import { removeGroupMembers } from "@/lib/groups/remove-group-members";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/groups/{id}/members/remove: removes people and answers the group. */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { userIds } = await parseJson(request, removeGroupMembersSchema);
  return json(await removeGroupMembers(actor, (await params).id, userIds));
});
