import { cookies } from "next/headers";
import { cache } from "react";
import { DomainError } from "@/lib/errors";
import type { OrganizationUser, TenantUser } from "./actor";
import { sessionActor } from "./session-actor";
import { sessionCookieName, sessionIdFromCookie } from "./session-cookie";

export { requireApiActor } from "./api-actor";

/**
 * The person signed in to the portal, or null. Looked up once a request, for pages and server actions; server
 * actions are kept to the portal's own pages by Next's check of `Origin`.
 */
export const findPortalActor = cache(async (): Promise<OrganizationUser | TenantUser | null> => {
  const sessionId = await findSessionId();
  return sessionId ? sessionActor(sessionId) : null;
});

/** The session that the browser's cookie names, living or not; for what a person does to their own session. */
export async function findSessionId(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return cookie ? sessionIdFromCookie(cookie) : null;
}

/**
 * The person signed in to the portal.
 *
 * @throws DomainError `unauthenticated`
 */
export async function requireActor(): Promise<OrganizationUser | TenantUser> {
  const actor = await findPortalActor();
  if (!actor) throw new DomainError("unauthenticated", "Sign in to go on");
  return actor;
}
