import { forbidden, noteStranger } from "@/lib/audit/note-refusal";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import type { Actor } from "./actor";
import { actorFromApiKey } from "./api-keys/actor-from-api-key";
import { actorFromEmbedToken } from "./embed-sessions/verify-embed-token";
import { noteRefusedKey, noteRefusedToken } from "./note-refused-credential";
import { nearestHop } from "./request-origin";
import { sessionActor } from "./session-actor";
import { sessionIdOf } from "./session-cookie";

/** Names under which credentials are known to be put into addresses, where logs and referrers keep them. */
const credentialParameters = ["access_token", "accessToken", "token", "api_key", "apiKey"];

/**
 * Whoever calls the API: by API key or embed token in `Authorization: Bearer`, else by the portal's session cookie.
 * With a bearer no cookie is looked at, and two credentials refuse (R08), so that one browser holding an admin's
 * cookie and a tenant's token never mixes them. A cookie changes something only for the portal's own pages.
 *
 * A credential that is refused is noted in the audit, without itself.
 *
 * @throws DomainError `unauthenticated`, `forbidden` for a cookie sent from another site's page
 */
export async function requireApiActor(request: Request): Promise<Actor> {
  const parameters = new URL(request.url).searchParams;
  if (credentialParameters.some((name) => parameters.has(name))) {
    throw await misplaced(request, "Send the credential in the Authorization header, not in the address");
  }
  const authorization = request.headers.get("authorization");
  if (authorization === null) return cookieActor(request);
  const bearer = /^bearer +([a-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
  if (!bearer) throw await misplaced(request, "Send exactly one bearer credential");
  const isKey = bearer.startsWith("bh_key_");
  try {
    return await (isKey ? actorFromApiKey(bearer) : actorFromEmbedToken(bearer));
  } catch (error) {
    if (error instanceof DomainError) await (isKey ? noteRefusedKey : noteRefusedToken)(bearer, addressOf(request));
    throw error;
  }
}

/** A credential that stands where none may stand, or is none: it is not even looked up. */
async function misplaced(request: Request, message: string): Promise<DomainError> {
  const address = addressOf(request);
  await noteStranger(address, { action: "access.unauthenticated", details: { address } });
  return new DomainError("unauthenticated", message);
}

function addressOf(request: Request): string {
  return nearestHop(request.headers.get("x-forwarded-for")).slice(0, 64);
}

async function cookieActor(request: Request): Promise<Actor> {
  const sessionId = await sessionIdOf(request);
  const actor = sessionId ? await sessionActor(sessionId) : null;
  if (!actor) throw new DomainError("unauthenticated", "Authentication is needed");
  if (!comesFromOwnPage(request))
    throw forbidden(actor, "request from another site", "The portal's session works on its own pages only");
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
