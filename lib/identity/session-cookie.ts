import { hkdfSync } from "node:crypto";
import { decode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { encryptionKey } from "@/lib/secrets/encryption-key";
import { isUuid } from "@/lib/uuid";

/** Whether people reach the portal over https; only then cookies are marked Secure, or none would be sent at all. */
export function usesHttps(): boolean {
  return env().NEXTAUTH_URL.startsWith("https:");
}

/** The name next-auth gives its session cookie. */
export function sessionCookieName(): string {
  return `${usesHttps() ? "__Secure-" : ""}next-auth.session-token`;
}

/** What session cookies are encrypted with: as configured, else derived from the installation's key. */
export function sessionSecret(): string {
  const { NEXTAUTH_SECRET: given } = env();
  if (given) return given;
  return Buffer.from(hkdfSync("sha256", encryptionKey(), "", "bulkhead session cookie", 32)).toString("base64url");
}

/** The id of the Session row that a cookie names, or null when the cookie is not one of ours or too old. */
export async function sessionIdFromCookie(cookie: string): Promise<string | null> {
  try {
    const token = await decode({ token: cookie, secret: sessionSecret() });
    const id = token?.sid;
    return typeof id === "string" && isUuid(id) ? id : null;
  } catch {
    return null;
  }
}

/** The id of the session that a request's cookie names, living or not. */
export async function sessionIdOf(request: Request): Promise<string | null> {
  const cookie = sessionCookieOf(request);
  return cookie ? sessionIdFromCookie(cookie) : null;
}

/** The session cookie among the cookies of a request, or null. */
export function sessionCookieOf(request: Request): string | null {
  return cookieOf(request, sessionCookieName());
}

/** A cookie of a request as it was sent, or null; none of ours holds a character that would need to be escaped. */
export function cookieOf(request: Request, name: string): string | null {
  const start = `${name}=`;
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(start));
  return found ? found.slice(start.length) : null;
}
