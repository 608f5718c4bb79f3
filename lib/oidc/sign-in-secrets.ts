import { createHash } from "node:crypto";

/** How long somebody may take at a provider, in seconds. */
export const attemptSeconds = 10 * 60;

/**
 * What one sign-in sends to the provider, each from the secret that only the browser's cookie holds: so the answer works
 * in the browser that asked and nowhere else, and the database can give none of it away.
 */
export function signInSecrets(browserSecret: string) {
  const derived = (purpose: string) => createHash("sha256").update(`${purpose} ${browserSecret}`).digest("base64url");
  const codeVerifier = derived("code verifier");
  return {
    state: derived("state"),
    nonce: derived("nonce"),
    codeVerifier,
    /** RFC 7636, 4.2 */
    codeChallenge: createHash("sha256").update(codeVerifier).digest("base64url"),
  };
}
