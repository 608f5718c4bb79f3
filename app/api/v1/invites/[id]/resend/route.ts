import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { resendInvite } from "@/lib/users/invites/create-invite";

/** POST /api/v1/invites/{id}/resend */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await resendInvite(actor, (await params).id));
});
