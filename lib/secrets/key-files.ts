import { createHash, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/env";

/** A key for AES-256-GCM, and the name it has in what it encrypted. */
export interface EncryptionKey {
  /** From the key's own hash: says which key it is and nothing about it. */
  readonly id: string;
  readonly bytes: Buffer;
}

const keysFolder = () => path.join(env().dataDirectory, "keys");
const primaryFile = () => path.join(keysFolder(), "encryption-key");
const nextFile = () => path.join(keysFolder(), "encryption-key.next");
const previousFolder = () => path.join(keysFolder(), "previous-encryption-keys");

/** Reads 32 bytes in base64 or hex; `source` says in an error whose they are. */
export function decodeKey(text: string, source: string): EncryptionKey {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (bytes.length !== 32) throw new Error(`${source} must be 32 bytes in base64 or hex`);
  return { id: keyId(bytes), bytes };
}

/** The key in the data folder, made on first need (mode 0600). */
export function readOrCreatePrimaryFile(): EncryptionKey {
  createKeyFile(primaryFile());
  return readKeyFile(primaryFile());
}

/** The key in the data folder, or null where none was ever made. */
export function findPrimaryFile(): EncryptionKey | null {
  return exists(primaryFile()) ? readKeyFile(primaryFile()) : null;
}

/** Keys that opened things before the one in use, from the data folder. */
export function readPreviousFiles(): readonly EncryptionKey[] {
  const folder = previousFolder();
  if (!exists(folder)) return [];
  return readdirSync(folder).map((name) => readKeyFile(path.join(folder, name)));
}

/** Changes whenever the key in the data folder is another one. */
export function primaryFileStamp(): string {
  const stat = statSync(primaryFile(), { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.ctimeMs}` : "";
}

/** When the key in the data folder came into use, milliseconds since the epoch. */
export function primaryFileTime(): number {
  return statSync(primaryFile()).ctimeMs;
}

/**
 * Puts a fresh key in the place of `current`, which is kept beside it, each step whole or not at all: cut off anywhere,
 * both keys are there and the next call goes on. Of callers at the same time one makes the key and the others find it.
 */
export function replacePrimaryFile(current: EncryptionKey): void {
  mkdirSync(previousFolder(), { recursive: true, mode: 0o700 });
  linkUnlessThere(primaryFile(), path.join(previousFolder(), current.id));
  createKeyFile(nextFile());
  // Whoever was here before may have finished meanwhile; a second new key would be one too many.
  if (readOrCreatePrimaryFile().id !== current.id) rmSync(nextFile(), { force: true });
  else renameIfThere(nextFile(), primaryFile());
}

/** Deletes the keys before the one in use; what only they can open is lost from then on. Returns how many there were. */
export function removePreviousFiles(): number {
  const { length } = readPreviousFiles();
  rmSync(previousFolder(), { recursive: true, force: true });
  return length;
}

function readKeyFile(file: string): EncryptionKey {
  return decodeKey(readFileSync(file, "utf8").trim(), path.basename(file));
}

/** Written beside and linked, so that nobody ever reads half a key and two processes end up with one. */
function createKeyFile(file: string): void {
  if (exists(file)) return;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(unfinished, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  linkUnlessThere(unfinished, file);
  rmSync(unfinished);
}

function linkUnlessThere(file: string, link: string): void {
  ignoring("EEXIST", () => linkSync(file, link));
}

function renameIfThere(file: string, target: string): void {
  ignoring("ENOENT", () => renameSync(file, target));
}

function ignoring(code: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== code) throw error;
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function keyId(bytes: Buffer): string {
  return createHash("sha256").update("bulkhead encryption key ").update(bytes).digest("base64url").slice(0, 12);
}
