import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { findKey, knownKeys, primaryKey } from "./encryption-key";
import type { EncryptionKey } from "./key-files";
import type { SecretPurpose } from "./secret-purposes";

/** How what this key encrypts begins. */
export function ciphertextPrefix(keyId: string): string {
  return `v2.${keyId}.`;
}

/**
 * Encrypts with AES-256-GCM under the installation's primary key, whose id stands in the result. `purpose` is
 * authenticated with it, so that a value moved to another column does not open there.
 */
export function encryptSecret(purpose: SecretPurpose, plaintext: string): string {
  const { id, bytes } = primaryKey();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", bytes, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"));
  return `${ciphertextPrefix(id)}${parts.join(".")}`;
}

/**
 * Opens what `encryptSecret` made for the same purpose, under whichever known key; throws on any other text, key or
 * purpose. What was encrypted before keys had ids is tried with each.
 */
export function decryptSecret(purpose: SecretPurpose, ciphertext: string): string {
  const [version, ...parts] = ciphertext.split(".");
  if (version === "v2") {
    const [keyId = "", ...sealed] = parts;
    const key = findKey(keyId);
    if (!key) throw new Error("The stored secret was encrypted with a key that is not here");
    return open(purpose, key.bytes, sealed);
  }
  if (version !== "v1") throw new Error("The stored secret has an unknown form");
  const plaintext = openWithAny(purpose, knownKeys(), parts) ?? openWithAny(purpose, knownKeys({ anew: true }), parts);
  if (plaintext === null) throw new Error("No key opens the stored secret");
  return plaintext;
}

function openWithAny(purpose: SecretPurpose, keys: readonly EncryptionKey[], sealed: readonly string[]): string | null {
  for (const { bytes } of keys) {
    try {
      return open(purpose, bytes, sealed);
    } catch {
      // Another key made it, if any of ours did.
    }
  }
  return null;
}

function open(purpose: SecretPurpose, key: Buffer, sealed: readonly string[]): string {
  const [nonce, tag, body] = sealed;
  if (!nonce || !tag || body === undefined) throw new Error("The stored secret has an unknown form");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}
