"use server";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { acceptInvite, openInvite } from "@/lib/users/invites/accept-invite";
import { acceptInviteSchema, inviteTokenSchema } from "@/lib/users/invites/invite-schema";

/** Without an actor: the token is what its bearer has. */
export async function openInviteAction(input: unknown) {
  return runAction(async () => openInvite(parseInput(inviteTokenSchema, input)));
}

/** Without an actor: accepting makes the person. */
export async function acceptInviteAction(form: unknown) {
  return runAction(async () => acceptInvite(parseInput(acceptInviteSchema, form)));
}
