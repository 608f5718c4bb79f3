import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";

/** 32 bytes for AES-256-GCM: from the environment, else generated once into the data folder (mode 0600). */
export function encryptionKey(): Buffer {
  return processState("encryption-key", () => {
    const { BULKHEAD_ENCRYPTION_KEY: given, dataDirectory } = env();
    return given ? decodeKey(given) : readOrCreateKey(path.join(dataDirectory, "keys", "encryption-key"));
  });
}

function decodeKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (key.length !== 32) throw new Error("BULKHEAD_ENCRYPTION_KEY must be 32 bytes in base64 or hex");
  return key;
}

function readOrCreateKey(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    // `wx` creates or fails: two processes starting at once end up with one key.
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return decodeKey(readFileSync(file, "utf8").trim());
}
