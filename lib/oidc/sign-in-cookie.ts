import { encode } from "next-auth/jwt";
import { sessionCookieName, sessionSecret, usesHttps } from "@/lib/identity/session-cookie";
import { longestSeconds } from "@/lib/identity/session-limits";
import { attemptSeconds } from "./sign-in-secrets";

/** Sent back from the provider's page, which is another site: so Lax, not Strict. */
const flags = () => ({ httpOnly: true, sameSite: "lax", path: "/", secure: usesHttps() }) as const;

/** The cookie that binds a sign-in to the browser that began it. */
export function attemptCookie(browserSecret: string) {
  return { name: attemptCookieName(), value: browserSecret, maxAge: attemptSeconds, ...flags() };
}

/** With https the name itself keeps other hosts of the domain from setting it (RFC 6265bis, 4.1.3.2). */
export function attemptCookieName(): string {
  return `${usesHttps() ? "__Host-" : ""}bulkhead-oidc`;
}

/** Takes the attempt's cookie away again. */
export function endedAttemptCookie(): string {
  return serialized({ name: attemptCookieName(), value: "", maxAge: 0 });
}

/** The session cookie as next-auth makes it, for a session that was opened without it. */
export async function sessionCookie(sessionId: string): Promise<string> {
  const value = await encode({ token: { sid: sessionId }, secret: sessionSecret(), maxAge: longestSeconds });
  return serialized({ name: sessionCookieName(), value, maxAge: longestSeconds });
}

function serialized({ name, value, maxAge }: { name: string; value: string; maxAge: number }): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${usesHttps() ? "; Secure" : ""}`;
}
