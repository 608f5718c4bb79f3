import type { CallbackParamsType } from "openid-client";
import { log } from "@/lib/log";
import { nameOf, openClient, type ProviderLogin } from "./oidc-client";
import { redirectUriOf } from "./provider-addresses";
import { Refused } from "./refused";
import type { signInSecrets } from "./sign-in-secrets";

/** Somebody as a provider has proven them. */
export interface ProvenIdentity {
  readonly subject: string;
  /** All that the provider says of them, its user info included; asked for only when a person is to be made. */
  readonly claims: () => Promise<Readonly<Record<string, unknown>>>;
}

const answerFields = ["code", "state", "iss", "error"] as const;
const longestSubject = 255;

/**
 * Trades a code for an ID token and checks it: signature, issuer, audience, nonce, time (OpenID Connect Core 1.0,
 * 3.1.3.7), and the issuer of the answer itself (RFC 9207).
 *
 * @throws Refused when any of it does not hold or the provider does not answer
 */
export async function redeemCode(
  provider: ProviderLogin,
  parameters: URLSearchParams,
  { state, nonce, codeVerifier }: ReturnType<typeof signInSecrets>,
): Promise<ProvenIdentity> {
  const answer: CallbackParamsType = {};
  for (const field of answerFields) {
    const values = parameters.getAll(field);
    if (values.length > 1) throw new Refused("answer_not_valid");
    if (values[0] !== undefined) answer[field] = values[0];
  }
  try {
    const client = await openClient(provider);
    const checks = { state, nonce, code_verifier: codeVerifier, response_type: "code" };
    const tokens = await client.callback(redirectUriOf(provider.id), answer, checks);
    const own = tokens.claims();
    if (typeof own.sub !== "string" || own.sub.length > longestSubject) throw new Error("The subject is too long");
    const claims = async () => {
      if (!client.issuer.metadata.userinfo_endpoint) return own;
      // What the provider signed wins over what it only says.
      return { ...(await client.userinfo(tokens)), ...own };
    };
    return { subject: own.sub, claims: () => orRefused(claims) };
  } catch (error) {
    log.warn({ code: nameOf(error) }, "an identity provider's answer was refused");
    throw new Refused("answer_not_valid");
  }
}

async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log.warn({ code: nameOf(error) }, "an identity provider's user info was refused");
    throw new Refused("answer_not_valid");
  }
}
