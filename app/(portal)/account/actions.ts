"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { changePasswordSchema, updateAccountSchema } from "@/lib/identity/account/account-schema";
import { changePassword } from "@/lib/identity/account/change-password";
import { endOtherSessions, endOwnSession } from "@/lib/identity/account/end-own-sessions";
import { updateAccount } from "@/lib/identity/account/update-account";
import { findSessionId, requireActor } from "@/lib/identity/current-actor";

const page = "/account";

export async function updateAccountAction(form: unknown) {
  return runAction(async () => {
    const account = await updateAccount(await requireActor(), parseInput(updateAccountSchema, form));
    revalidatePath("/", "layout");
    return account;
  });
}

export async function changePasswordAction(form: unknown) {
  return runAction(async () => {
    const input = parseInput(changePasswordSchema, form);
    const ended = await changePassword(await requireActor(), await findSessionId(), input);
    revalidatePath(page);
    return ended;
  });
}

export async function endOwnSessionAction(id: string) {
  return runAction(async () => {
    await endOwnSession(await requireActor(), id);
    revalidatePath(page);
    return true;
  });
}

export async function endOtherSessionsAction() {
  return runAction(async () => {
    const ended = await endOtherSessions(await requireActor(), await findSessionId());
    revalidatePath(page);
    return ended;
  });
}
