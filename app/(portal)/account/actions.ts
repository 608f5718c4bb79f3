"use server";
import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { runAction } from "@/lib/action-result";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { changePasswordSchema, updateAccountSchema } from "@/lib/identity/account/account-schema";
import { changePassword } from "@/lib/identity/account/change-password";
import { endOtherSessions, endOwnSession } from "@/lib/identity/account/end-own-sessions";
import { updateAccount } from "@/lib/identity/account/update-account";
import { findSessionId, requireActor } from "@/lib/identity/current-actor";
import { beginIdentityLink } from "@/lib/oidc/begin-sign-in";
import { unlinkIdentity } from "@/lib/oidc/link-identity";
import { attemptCookie } from "@/lib/oidc/sign-in-cookie";

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

/** Begins to link the identity somebody has at a provider, and answers where to go. */
export async function beginIdentityLinkAction(providerId: string) {
  return runAction(async () => {
    const [actor, sessionId] = [await requireActor(), await findSessionId()];
    if (!sessionId) throw new DomainError("unauthenticated", "Sign in to go on");
    const { address, browserSecret } = await beginIdentityLink(actor, sessionId, String(providerId));
    (await cookies()).set(attemptCookie(browserSecret));
    return address;
  });
}

export async function unlinkIdentityAction(providerId: string) {
  return runAction(async () => {
    await unlinkIdentity(await requireActor(), providerId);
    revalidatePath(page);
    return true;
  });
}
