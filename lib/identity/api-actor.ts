import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import type { Actor } from "./actor";
import { actorFromApiKey } from "./api-keys/actor-from-api-key";
import { actorFromEmbedToken } from "./embed-sessions/verify-embed-token";
import { sessionActor } from "./session-actor";
import { sessionIdOf } from "./session-cookie";

/** Names under which credentials are known to be put into addresses, where logs and referrers keep them. */
const credentialParameters = ["access_token", "accessToken", "token", "api_key", "apiKey"];

/**
 * Whoever calls the API: by API key or embed token in `Authorization: Bearer`, else by the portal's session cookie.
 * With a bearer no cookie is looked at, and two credentials refuse (R08), so that one browser holding an admin's
 * cookie and a tenant's token never mixes them. A cookie changes something only for the portal's own pages.
 *
 * @throws DomainError `unauthenticated`, `forbidden` for a cookie sent from another site's page
 */
export async function requireApiActor(request: Request): Promise<Actor> {
  const parameters = new URL(request.url).searchParams;
  if (credentialParameters.some((name) => parameters.has(name))) {
    throw new DomainError("unauthenticated", "Send the credential in the Authorization header, not in the address");
  }
  const authorization = request.headers.get("authorization");
  if (authorization === null) return cookieActor(request);
  const bearer = /^bearer +([a-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
  if (!bearer) throw new DomainError("unauthenticated", "Send exactly one bearer credential");
  return bearer.startsWith("bh_key_") ? actorFromApiKey(bearer) : actorFromEmbedToken(bearer);
}

async function cookieActor(request: Request): Promise<Actor> {
  const sessionId = await sessionIdOf(request);
  const actor = sessionId ? await sessionActor(sessionId) : null;
  if (!actor) throw new DomainError("unauthenticated", "Authentication is needed");
  if (!comesFromOwnPage(request))
    throw new DomainError("forbidden", "The portal's session works on its own pages only");
  return actor;
}

/** Browsers tell where a request comes from and pages cannot change it; reads without any such header pass. */
function comesFromOwnPage(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (site) return site === "same-origin" || (isRead && site === "none");
  const origin = request.headers.get("origin");
  if (origin) return origin === new URL(env().NEXTAUTH_URL).origin;
  return isRead;
}
