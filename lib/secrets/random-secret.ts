import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits behind a prefix that tells people and scanners what it is, e.g. `bh_dash_…`. */
export function randomSecret(prefix: "bh_dash" | "bh_proj" | "bh_key" | "bh_refresh" | "bh_link" | "bh_scim"): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/** SHA-256 in hex. Enough for random secrets of 256 bits; passwords go through argon2id instead. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Compares a given secret with a stored hash in a time that does not depend on where they differ. */
export function secretMatches(secret: string, storedHash: string): boolean {
  const given = Buffer.from(hashSecret(secret), "hex");
  const stored = Buffer.from(storedHash, "hex");
  return given.length === stored.length && timingSafeEqual(given, stored);
}
