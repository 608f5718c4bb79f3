import { noteStranger } from "@/lib/audit/note-refusal";
import { now, secondsFromNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { requirePerson } from "@/lib/identity/account/require-person";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { isWithinHourly } from "@/lib/identity/hourly-throttle";
import type { SignInOrigin } from "@/lib/identity/open-session";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import { isUuid } from "@/lib/uuid";
import { openClient } from "./oidc-client";
import { attemptSeconds, signInSecrets } from "./sign-in-secrets";

/** Where the browser goes, and what its cookie must hold when it comes back. */
export interface BegunSignIn {
  readonly address: string;
  readonly browserSecret: string;
}

interface Attempt {
  readonly destination: string;
  readonly linkSessionId: string | null;
}

const attemptsOfAddress = 200;

/**
 * Begins a sign-in through a provider: authorization code with PKCE, state and nonce (RFC 9700, 2.1.1). Takes no actor,
 * because there is none yet. `destination` is an address of the portal.
 *
 * @throws DomainError `not_found`, `rate_limited`, `data_source_unavailable` when the provider does not answer
 */
export function beginOidcSignIn(providerId: string, destination: string, origin: SignInOrigin): Promise<BegunSignIn> {
  if (!isWithinHourly(`oidc-address:${origin.address}`, attemptsOfAddress)) {
    const { address } = origin;
    void noteStranger(address, { action: "user.sign_in_throttled", details: { address } });
    throw new DomainError("rate_limited", "Too many attempts from here. Wait an hour");
  }
  return begin(providerId, {}, { destination, linkSessionId: null });
}

/**
 * Begins to link the identity that somebody has at a provider to their account. Only the signed-in owner can, in this
 * very session, and only with a provider of the organization or of their own tenant (R17).
 *
 * @throws DomainError `forbidden`, `not_found`, `data_source_unavailable`
 */
export function beginIdentityLink(actor: Actor, sessionId: string, providerId: string): Promise<BegunSignIn> {
  const { organizationId } = requirePerson(actor);
  const home = { organizationId, OR: [{ tenantId: null }, { tenantId: tenantOf(actor) }] };
  return begin(providerId, home, { destination: "/account", linkSessionId: sessionId });
}

async function begin(providerId: string, home: object, attempt: Attempt): Promise<BegunSignIn> {
  const provider = isUuid(providerId)
    ? await database.identityProvider.findFirst({
        where: { AND: [{ id: providerId, disabledAt: null }, home] },
        select: { id: true, organizationId: true, issuer: true, clientId: true, clientSecretCiphertext: true },
      })
    : null;
  if (!provider) throw notFound("Identity provider");
  const client = await openClient(provider);
  const browserSecret = randomSecret("bh_link");
  const { state, nonce, codeChallenge } = signInSecrets(browserSecret);
  await database.oidcAttempt.deleteMany({ where: { expiresAt: { lte: now() } } });
  await database.oidcAttempt.create({
    data: {
      ...attempt,
      organizationId: provider.organizationId,
      providerId: provider.id,
      stateHash: hashSecret(state),
      expiresAt: secondsFromNow(attemptSeconds),
    },
    select: { id: true },
  });
  const address = client.authorizationUrl({
    scope: "openid email profile",
    state,
    nonce,
    code_challenge: codeChallenge,
    code_challenge_method: "S256",
  });
  return { address, browserSecret };
}
