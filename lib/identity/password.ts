import { hash, verify } from "@node-rs/argon2";

/** OWASP's minimum for argon2id (the library's default algorithm): 19 MiB, two passes, one lane; about 20 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of no password anybody has, made with today's cost: verifying against it takes as long as a real one. */
export const nobodysHash = hash(crypto.randomUUID(), cost);

/** The argon2id hash to keep, with its salt and cost inside (RFC 9106). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/**
 * Whether the password belongs to the hash. Without a hash it takes about as long and says no, so that the time of
 * an answer does not tell whether somebody exists or has a password.
 */
export async function passwordMatches(password: string, storedHash: string | null): Promise<boolean> {
  const matches = await verify(storedHash ?? (await nobodysHash), password);
  return storedHash !== null && matches;
}
