import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { encryptionKey } from "./encryption-key";

const version = "v1";

/**
 * Encrypts with AES-256-GCM under the installation's key. `purpose` is authenticated with it, so that a value moved
 * to another column does not open there.
 */
export function encryptSecret(purpose: string, plaintext: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", encryptionKey(), nonce);
  cipher.setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return [
    version,
    nonce.toString("base64url"),
    cipher.getAuthTag().toString("base64url"),
    body.toString("base64url"),
  ].join(".");
}

/** Opens what `encryptSecret` made for the same purpose; throws on any other text, key or purpose. */
export function decryptSecret(purpose: string, ciphertext: string): string {
  const [given, nonce, tag, body] = ciphertext.split(".");
  if (given !== version || !nonce || !tag || body === undefined)
    throw new Error("The stored secret has an unknown form");
  const decipher = createDecipheriv("aes-256-gcm", encryptionKey(), Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}
