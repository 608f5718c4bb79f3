import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { processState } from "@/lib/process-state";
import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import { uuidv7 } from "@/lib/uuid";

/** The one algorithm that tokens are signed with, and the only one that is accepted (RFC 8725, 3.1). */
export const signingAlgorithm = "ES256";

const day = 86_400_000;
/** After so long a new key takes over. */
const signingMilliseconds = 90 * day;
/** No token lives longer; a minute more is for those that other instances sign before they learn of a new key. */
const overlapMilliseconds = day + 60_000;
/** How old the list of keys may be: other instances learn of a new one within 5 s, the rest is for the read itself. */
const freshMilliseconds = 4_500;
/** A flood of made-up key ids must not become a flood of queries. */
const unknownKeyMilliseconds = 1_000;
/** Any constant of our own: two processes that need the first key agree on one. */
const advisoryLock = 4_207_315_901;

const purpose = "signing_key.private";

interface KnownKey {
  readonly id: string;
  readonly publicJwk: JWK;
  readonly publicKey: CryptoKey;
  readonly privateCiphertext: string;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

interface KeyRing {
  keys: readonly KnownKey[];
  readAt: number;
  signer: { readonly id: string; readonly privateKey: CryptoKey } | null;
}

const ring = processState<KeyRing>("signing-keys", () => ({ keys: [], readAt: 0, signer: null }));

/**
 * The key that new tokens are signed with; made on first need, and again when the newest is 90 days old. Processes
 * that need one at the same time wait for each other and share it.
 */
export async function currentSigningKey(): Promise<{ readonly id: string; readonly privateKey: CryptoKey }> {
  await readKeys(freshMilliseconds);
  if (!ring.keys.some(maySign)) {
    await database.$transaction(createKeyIfNeeded);
    await readKeys(0);
  }
  const newest = ring.keys.find(maySign);
  if (!newest) throw new Error("No signing key could be made");
  if (ring.signer?.id !== newest.id) {
    const jwk = JSON.parse(decryptSecret(purpose, newest.privateCiphertext)) as JWK;
    ring.signer = { id: newest.id, privateKey: (await importJWK(jwk, signingAlgorithm)) as CryptoKey };
  }
  return ring.signer;
}

/** The public key of one of our own key ids, or null; what a token says about where keys are is never followed. */
export async function findVerificationKey(id: string): Promise<CryptoKey | null> {
  await readKeys(freshMilliseconds);
  if (!ring.keys.some((key) => key.id === id)) await readKeys(unknownKeyMilliseconds);
  return ring.keys.find((key) => key.id === id)?.publicKey ?? null;
}

/** When a key that was retired then leaves the published set. */
export function leavesAt(retiredAt: Date): Date {
  return new Date(retiredAt.getTime() + overlapMilliseconds);
}

/** The JSON Web Key Set of every key whose tokens may still be alive (RFC 7517). */
export async function publicKeySet(): Promise<{ readonly keys: readonly JWK[] }> {
  await currentSigningKey();
  return { keys: ring.keys.map((key) => key.publicJwk) };
}

function maySign(key: KnownKey): boolean {
  return key.retiredAt === null && now().getTime() - key.createdAt.getTime() < signingMilliseconds;
}

/**
 * Makes a key that signs from now on. Those before it sign nothing more and verify for as long as their tokens live;
 * older ones are deleted. Returns the new key's id.
 */
export async function replaceSigningKey(transaction: Transaction): Promise<string> {
  await lockKeys(transaction);
  await transaction.signingKey.updateMany({ where: { retiredAt: null }, data: { retiredAt: now() } });
  await transaction.signingKey.deleteMany({ where: { retiredAt: { lte: endOfOverlap() } } });
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const id = uuidv7();
  const { kty, crv, x, y } = await exportJWK(publicKey);
  await transaction.signingKey.create({
    data: {
      id,
      algorithm: signingAlgorithm,
      publicJwk: { kty, crv, x, y, kid: id, alg: signingAlgorithm, use: "sig" },
      privateCiphertext: encryptSecret(purpose, JSON.stringify(await exportJWK(privateKey))),
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

/** Makes the next use of the keys read them anew. */
export function forgetSigningKeys(): void {
  ring.readAt = 0;
}

/** The first key, or the next after 90 days, unless another process has just made it. */
async function createKeyIfNeeded(transaction: Transaction): Promise<void> {
  await lockKeys(transaction);
  const youngerThan = new Date(now().getTime() - signingMilliseconds);
  const current = await transaction.signingKey.count({ where: { retiredAt: null, createdAt: { gt: youngerThan } } });
  if (current === 0) await replaceSigningKey(transaction);
}

async function lockKeys(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${advisoryLock})`;
}

function endOfOverlap(): Date {
  return new Date(now().getTime() - overlapMilliseconds);
}

async function readKeys(maximumAge: number): Promise<void> {
  const age = now().getTime() - ring.readAt;
  if (ring.keys.length > 0 && age >= 0 && age < maximumAge) return;
  const rows = await database.signingKey.findMany({
    where: { algorithm: signingAlgorithm, OR: [{ retiredAt: null }, { retiredAt: { gt: endOfOverlap() } }] },
    orderBy: { createdAt: "desc" },
  });
  const keys = await Promise.all(
    rows.map(async (row) => {
      const publicJwk = row.publicJwk as JWK;
      return { ...row, publicJwk, publicKey: (await importJWK(publicJwk, signingAlgorithm)) as CryptoKey };
    }),
  );
  ring.keys = keys;
  ring.readAt = now().getTime();
}
