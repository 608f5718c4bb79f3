import { createHash } from "node:crypto";
import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { now } from "@/lib/clock";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import { uuidv7 } from "@/lib/uuid";
import { currentSigningKey, findVerificationKey, signingAlgorithm } from "./signing-keys";

const audience = "bulkhead-embed";
/** Says what kind of JWT it is, so that no other kind of ours can stand in for it (RFC 8725, 3.11). */
const type = "bh-embed+jwt";
/** Instances' clocks may differ by so much about when a token begins; its end is exact, the session row repeats it. */
const clockToleranceSeconds = 60;
/** Longer than any token of ours; what is longer is not even hashed. */
const longestToken = 4_096;
const rememberedTokens = 50_000;

const claims = z.object({ sid: z.uuid(), jti: z.uuid(), exp: z.number(), iat: z.number() });

/** What a token proves: which session it names, and until when (milliseconds since the epoch). */
export interface VerifiedToken {
  readonly sessionId: string;
  readonly expiresAt: number;
}

const verified = processState(
  "verified-embed-tokens",
  () => new LRUCache<string, VerifiedToken>({ max: rememberedTokens }),
);

/**
 * Signs a token that names a session and nothing else about what it may do. `scope` is an opaque mark that is equal
 * for equal rights, so that a page can tell a renewed token from another tenant's.
 */
export async function signAccessToken(input: {
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly scope: string;
}): Promise<string> {
  const key = await currentSigningKey();
  return new SignJWT({ sid: input.sessionId, scp: input.scope })
    .setProtectedHeader({ alg: signingAlgorithm, kid: key.id, typ: type })
    .setIssuer(issuer())
    .setAudience(audience)
    .setJti(uuidv7())
    .setIssuedAt(now())
    .setExpirationTime(input.expiresAt)
    .sign(key.privateKey);
}

/**
 * Proves that a token is ours and alive, following RFC 8725: one algorithm, keys from our own table only, issuer,
 * audience and type checked. A proven token is remembered by its SHA-256 until it ends, so that the signature is
 * checked once and not on every request.
 *
 * @throws DomainError `unauthenticated`, the same for every reason
 */
export async function verifyAccessToken(token: string): Promise<VerifiedToken> {
  if (token.length > longestToken) throw invalidToken();
  const hash = createHash("sha256").update(token).digest("base64url");
  const known = verified.get(hash) ?? (await verifySignature(token));
  if (known.expiresAt <= now().getTime()) throw invalidToken();
  verified.set(hash, known);
  return known;
}

/** The one answer to a token that cannot be used; which reason it was would only help who forges them. */
export function invalidToken(): DomainError {
  return new DomainError("unauthenticated", "The token is not valid or has expired");
}

async function verifySignature(token: string): Promise<VerifiedToken> {
  const key = await findVerificationKey(keyIdOf(token));
  if (!key) throw invalidToken();
  const result = await jwtVerify(token, key, {
    algorithms: [signingAlgorithm],
    issuer: issuer(),
    audience,
    typ: type,
    clockTolerance: clockToleranceSeconds,
    currentDate: now(),
    requiredClaims: ["exp", "iat", "jti", "sid"],
  }).catch(() => null);
  const parsed = claims.safeParse(result?.payload);
  if (!parsed.success) throw invalidToken();
  if (parsed.data.iat * 1000 > now().getTime() + clockToleranceSeconds * 1000) throw invalidToken();
  return { sessionId: parsed.data.sid, expiresAt: parsed.data.exp * 1000 };
}

function keyIdOf(token: string): string {
  try {
    const header = decodeProtectedHeader(token);
    const foreignKey = "jku" in header || "jwk" in header || "x5u" in header || "x5c" in header;
    if (header.alg === signingAlgorithm && header.kid && !foreignKey) return header.kid;
  } catch {
    // Not a JWT at all: the same answer as a forged one.
  }
  throw invalidToken();
}

function issuer(): string {
  return new URL(env().NEXTAUTH_URL).origin;
}
