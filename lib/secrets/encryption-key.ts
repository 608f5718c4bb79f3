import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";
import {
  decodeKey,
  type EncryptionKey,
  findPrimaryFile,
  primaryFileStamp,
  readOrCreatePrimaryFile,
  readPreviousFiles,
} from "./key-files";

interface KeyRing {
  primary: EncryptionKey;
  /** All that may open something, the primary one first. */
  known: readonly EncryptionKey[];
  /** Of the file that the primary key was read from; null when the environment gave it. */
  stamp: string | null;
}

const holder = processState<{ ring: KeyRing | null }>("encryption-keys", () => ({ ring: null }));

/**
 * The key that encrypts: from the environment, else from the data folder, where it is made on first need. A key that a
 * rotation has put there is taken up at the next call, without a restart.
 */
export function primaryKey(): EncryptionKey {
  const { ring } = holder;
  const current = ring && (ring.stamp === null || ring.stamp === primaryFileStamp()) ? ring : readKeys();
  return current.primary;
}

/** The bytes of the primary key, for what is derived from it and may change with it. */
export function encryptionKey(): Buffer {
  return primaryKey().bytes;
}

/** The key of this id, or null; looked for again on disk before it is called unknown. */
export function findKey(id: string): EncryptionKey | null {
  const find = (keys: readonly EncryptionKey[]) => keys.find((key) => key.id === id) ?? null;
  return find(holder.ring?.known ?? []) ?? find(readKeys().known);
}

/** Every key that may open something; `anew` reads environment and data folder again. */
export function knownKeys({ anew = false } = {}): readonly EncryptionKey[] {
  return (anew ? readKeys() : (holder.ring ?? readKeys())).known;
}

/** Whether the operator hands the key over in the environment, so that a new one cannot be made here. */
export function isKeyFromEnvironment(): boolean {
  return Boolean(env().BULKHEAD_ENCRYPTION_KEY);
}

function readKeys(): KeyRing {
  const { BULKHEAD_ENCRYPTION_KEY: given, BULKHEAD_ENCRYPTION_KEYS_PREVIOUS: previous } = env();
  // Before the file: when it is replaced in between, the next call sees that and reads again.
  const stampBefore = primaryFileStamp();
  const ofFile = given ? findPrimaryFile() : readOrCreatePrimaryFile();
  const primary = given ? decodeKey(given, "BULKHEAD_ENCRYPTION_KEY") : ofFile;
  if (!primary) throw new Error("There is no encryption key");
  const listed = previous.split(/[\s,]+/).filter((text) => text !== "");
  const others = [
    ...(ofFile ? [ofFile] : []),
    ...listed.map((text) => decodeKey(text, "BULKHEAD_ENCRYPTION_KEYS_PREVIOUS")),
    ...readPreviousFiles(),
  ];
  const known = [primary, ...others.filter(({ id }) => id !== primary.id)];
  holder.ring = { primary, known, stamp: given ? null : stampBefore };
  return holder.ring;
}
