import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { acceptInvite } from "@/lib/users/invites/accept-invite";
import { acceptInviteSchema } from "@/lib/users/invites/invite-schema";

/** POST /api/v1/invites/accept: the token in the body is the credential. */
export const POST = handle(async (request) =>
  json(await acceptInvite(await parseJson(request, acceptInviteSchema)), { status: 201 }),
);
