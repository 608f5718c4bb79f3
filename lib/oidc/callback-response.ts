import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { requestOrigin } from "@/lib/identity/request-origin";
import { sessionActor } from "@/lib/identity/session-actor";
import { cookieOf, sessionIdOf } from "@/lib/identity/session-cookie";
import { log } from "@/lib/log";
import { finishOidcSignIn } from "./finish-sign-in";
import { attemptCookieName, endedAttemptCookie, sessionCookie } from "./sign-in-cookie";

/**
 * Answers the browser that a provider has sent back: into the portal with a session, or to the page it began on with a
 * word for what went wrong. What the provider or the address says is never repeated.
 */
export async function oidcCallbackResponse(request: Request, providerId: string): Promise<Response> {
  const currentSessionId = await sessionIdOf(request);
  const answer = {
    providerId,
    parameters: new URL(request.url).searchParams,
    browserSecret: cookieOf(request, attemptCookieName()),
    currentSessionId,
  };
  try {
    const { sessionId, destination } = await finishOidcSignIn(answer, requestOrigin(request.headers));
    return redirect(destination, sessionId === null ? [] : [await sessionCookie(sessionId)]);
  } catch (error) {
    const isRefusal = error instanceof DomainError && error.code === "unauthenticated";
    if (!isRefusal) log.error({ err: error }, "a sign-in through an identity provider failed");
    const isSignedIn = currentSessionId !== null && (await sessionActor(currentSessionId)) !== null;
    return redirect(`${isSignedIn ? "/account" : "/sign-in"}?error=${isRefusal ? "refused" : "unavailable"}`, []);
  }
}

/** Only ever to this portal. */
function redirect(destination: string, cookies: readonly string[]): Response {
  const base = env().NEXTAUTH_URL;
  const url = new URL(destination, base);
  const location = url.origin === new URL(base).origin ? url.href : new URL("/", base).href;
  const headers = new Headers({ Location: location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
  for (const cookie of [...cookies, endedAttemptCookie()]) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}
