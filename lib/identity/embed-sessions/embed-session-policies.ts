import { processState } from "@/lib/process-state";
import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import type { ParameterValue } from "@/lib/sql/security-context";
import { invalidToken } from "./access-token";
import { findEmbedSession } from "./embed-session-state";
import type { EmbedSessionState } from "./read-embed-session";

/** What a token says about policies: those it names, by id, and the schema it pins. `cls`, `sls`, `rcls` on the wire. */
export interface TokenPolicies {
  readonly named: readonly {
    readonly policyId: string;
    readonly parameters: Readonly<Record<string, ParameterValue>>;
  }[];
  readonly schema: string | null;
}

const purpose = "embed_session.policies";

/** Encrypts a token's policies for its session row: their values can be a customer's secrets. */
export function encryptTokenPolicies(policies: TokenPolicies): string {
  return encryptSecret(purpose, JSON.stringify(policies));
}

/** Opens what `encryptTokenPolicies` made. */
export function decryptTokenPolicies(ciphertext: string): TokenPolicies {
  return JSON.parse(decryptSecret(purpose, ciphertext)) as TokenPolicies;
}

/** Opened once for each look at a session's state. */
const opened = processState("opened-token-policies", () => new WeakMap<EmbedSessionState, TokenPolicies>());

/**
 * The policies that a live session was minted with.
 *
 * @throws DomainError `unauthenticated` when the session has ended; it must never look like a session without any
 */
export async function loadEmbedSessionPolicies(embedSessionId: string): Promise<TokenPolicies> {
  const session = await findEmbedSession(embedSessionId);
  if (!session) throw invalidToken();
  const known = opened.get(session);
  if (known) return known;
  const policies = decryptTokenPolicies(session.policiesCiphertext);
  opened.set(session, policies);
  return policies;
}
