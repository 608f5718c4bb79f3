import { recordSystemEvent } from "@/lib/audit/record-system-event";
import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { SignInOrigin } from "@/lib/identity/open-session";
import { openSession } from "@/lib/identity/open-session";
import { hashSecret } from "@/lib/secrets/random-secret";
import { isUuid } from "@/lib/uuid";
import { linkIdentity } from "./link-identity";
import { createPerson, findPerson } from "./provider-people";
import { type ProviderRow, providerFields } from "./provider-row";
import { redeemCode } from "./redeem-code";
import { Refused } from "./refused";
import { signInSecrets } from "./sign-in-secrets";

/** How an answer of a provider ends: in a new session, or with an identity linked in the one there is. */
export interface FinishedSignIn {
  readonly sessionId: string | null;
  readonly destination: string;
}

/** What the browser brought back. */
export interface ProviderAnswer {
  readonly providerId: string;
  readonly parameters: URLSearchParams;
  /** Of the cookie that `beginOidcSignIn` had set. */
  readonly browserSecret: string | null;
  /** The session of the browser, living or not. */
  readonly currentSessionId: string | null;
}

/**
 * Finishes what `beginOidcSignIn` or `beginIdentityLink` began, once: for the browser that began it, with the provider
 * that it began with. A person is who has this subject at this provider, never who has an e-mail (R17). Why it was
 * refused is in the audit; the caller learns only that it was.
 *
 * @throws DomainError `unauthenticated`
 */
export async function finishOidcSignIn(answer: ProviderAnswer, origin: SignInOrigin): Promise<FinishedSignIn> {
  const attempt = await takeAttempt(answer);
  const { provider, destination, linkSessionId } = attempt;
  try {
    const identity = await redeemCode(provider, answer.parameters, attempt.secrets);
    if (linkSessionId !== null) {
      if (answer.currentSessionId !== linkSessionId) throw new Refused("session_over");
      await linkIdentity(provider, identity.subject, linkSessionId);
      return { sessionId: null, destination };
    }
    const known = await findPerson(provider, identity.subject);
    const userId = known ?? (await createPerson(provider, identity));
    const sessionId = await database.$transaction(async (tx) => {
      await requireEnabled(tx, provider.id);
      return openSession(tx, userId, origin, { through: "identity provider", providerId: provider.id }, provider.id);
    });
    if (sessionId === null) throw new Refused("disabled");
    return { sessionId, destination };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await recordRefusal(provider, error.reason, origin);
    throw refused();
  }
}

/** Takes the attempt out of the database, so that no state works twice, also when what follows fails. */
async function takeAttempt({ providerId, parameters, browserSecret }: ProviderAnswer) {
  const secrets = browserSecret === null ? null : signInSecrets(browserSecret);
  if (!secrets || !isUuid(providerId) || parameters.getAll("state").join() !== secrets.state) throw refused();
  const where = { stateHash: hashSecret(secrets.state) };
  const attempt = await database.oidcAttempt.findUnique({
    where,
    select: {
      expiresAt: true,
      destination: true,
      linkSessionId: true,
      provider: { select: { ...providerFields, disabledAt: true } },
    },
  });
  const { count } = await database.oidcAttempt.deleteMany({ where });
  if (!attempt || count === 0 || attempt.expiresAt <= now()) throw refused();
  if (attempt.provider.id !== providerId || attempt.provider.disabledAt) throw refused();
  return { ...attempt, secrets };
}

/** Locked, so that a provider that is shut at this moment ends this session too, or the session is not opened. */
async function requireEnabled(transaction: Transaction, providerId: string): Promise<void> {
  const [enabled] = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM identity_providers WHERE id = ${providerId}::uuid AND disabled_at IS NULL FOR SHARE`;
  if (!enabled) throw new Refused("provider_shut");
}

async function recordRefusal(provider: ProviderRow, reason: string, { address }: SignInOrigin): Promise<void> {
  const { organizationId, tenantId, id, name } = provider;
  const event = { action: "user.sign_in_refused", tenantId, targetId: id, targetName: name } as const;
  await database.$transaction((tx) =>
    recordSystemEvent(tx, organizationId, { ...event, details: { reason, address } }),
  );
}

function refused(): DomainError {
  return new DomainError("unauthenticated", "This sign-in was refused. Start again, or ask an administrator");
}
