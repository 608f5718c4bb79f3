import { changeMembersByEmail } from "@/lib/groups/change-members-by-email";
import { membersByEmailSchema } from "@/lib/groups/group-schema";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/groups/{id}/members/by-email: adds or removes the people of a list, and says who was not found. */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, membersByEmailSchema);
  return json(await changeMembersByEmail(actor, (await params).id, input));
});
