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
/** A retired key verifies for longer than any token it signed can live. */
const overlapMilliseconds = 2 * day;
/** How old the list of keys may be before it is read again. */
const freshMilliseconds = 60_000;
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
    await database.$transaction(createKey);
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

/** The JSON Web Key Set of every key whose tokens may still be alive (RFC 7517). */
export async function publicKeySet(): Promise<{ readonly keys: readonly JWK[] }> {
  await currentSigningKey();
  return { keys: ring.keys.map((key) => key.publicJwk) };
}

function maySign(key: KnownKey): boolean {
  return key.retiredAt === null && now().getTime() - key.createdAt.getTime() < signingMilliseconds;
}

async function createKey(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${advisoryLock})`;
  const youngerThan = new Date(now().getTime() - signingMilliseconds);
  const current = await transaction.signingKey.count({ where: { retiredAt: null, createdAt: { gt: youngerThan } } });
  if (current > 0) return;
  await transaction.signingKey.updateMany({ where: { retiredAt: null }, data: { retiredAt: now() } });
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
  });
}

async function readKeys(maximumAge: number): Promise<void> {
  const age = now().getTime() - ring.readAt;
  if (ring.keys.length > 0 && age >= 0 && age < maximumAge) return;
  const retiredAfter = new Date(now().getTime() - overlapMilliseconds);
  const rows = await database.signingKey.findMany({
    where: { algorithm: signingAlgorithm, OR: [{ retiredAt: null }, { retiredAt: { gt: retiredAfter } }] },
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
