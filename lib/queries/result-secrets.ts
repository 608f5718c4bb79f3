import { createHmac } from "node:crypto";
import { encryptionKey } from "@/lib/secrets/encryption-key";

/**
 * Secrets of the result cache, derived from the installation's key: after a rotation of that key nothing that was kept
 * before is found or opened any more.
 */
export function resultSecret(use: "names" | "rows"): Buffer {
  return createHmac("sha256", encryptionKey()).update(`result cache: ${use}`).digest();
}
