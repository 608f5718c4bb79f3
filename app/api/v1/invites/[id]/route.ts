import { noContent } from "@/lib/http/page-response";
import type { PathContext } from "@/lib/http/path-context";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { revokeInvite } from "@/lib/users/invites/revoke-invite";

/** DELETE /api/v1/invites/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await revokeInvite(await requireApiActor(request), (await params).id);
  return noContent();
});
