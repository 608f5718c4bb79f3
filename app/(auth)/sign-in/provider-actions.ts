"use server";
import { cookies, headers } from "next/headers";
import { runAction } from "@/lib/action-result";
import { requestOrigin } from "@/lib/identity/request-origin";
import { beginOidcSignIn } from "@/lib/oidc/begin-sign-in";
import { attemptCookie } from "@/lib/oidc/sign-in-cookie";
import { localPath } from "./local-path";

/** Begins a sign-in through a provider and answers where to go; without an actor, like every sign-in. */
export async function beginOidcSignInAction(providerId: string, destination: string) {
  return runAction(async () => {
    const origin = requestOrigin(await headers());
    const { address, browserSecret } = await beginOidcSignIn(String(providerId), localPath(destination), origin);
    (await cookies()).set(attemptCookie(browserSecret));
    return address;
  });
}
