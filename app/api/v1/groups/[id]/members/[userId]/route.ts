import { removeGroupMember } from "@/lib/groups/remove-group-member";
import { noContent } from "@/lib/http/page-response";
import type { PathContext } from "@/lib/http/path-context";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** DELETE /api/v1/groups/{id}/members/{userId} */
export const DELETE = handle<PathContext<"id" | "userId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { id, userId } = await params;
  await removeGroupMember(actor, id, userId);
  return noContent();
});
