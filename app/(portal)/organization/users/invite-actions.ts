"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { createInvite, resendInvite } from "@/lib/users/invites/create-invite";
import { createInviteSchema } from "@/lib/users/invites/invite-schema";
import { revokeInvite } from "@/lib/users/invites/revoke-invite";
import { createResetLink } from "@/lib/users/password-reset/create-reset-link";

const list = "/organization/users";

export async function createInviteAction(form: unknown) {
  return runAction(async () => {
    const sent = await createInvite(await requireActor(), parseInput(createInviteSchema, form));
    revalidatePath(list);
    return sent;
  });
}

export async function resendInviteAction(id: string) {
  return runAction(async () => {
    const sent = await resendInvite(await requireActor(), id);
    revalidatePath(list);
    return sent;
  });
}

export async function revokeInviteAction(id: string) {
  return runAction(async () => {
    await revokeInvite(await requireActor(), id);
    revalidatePath(list);
  });
}

export async function createResetLinkAction(userId: string) {
  return runAction(async () => createResetLink(await requireActor(), userId));
}
