import { recordSystemEvent } from "@/lib/audit/record-system-event";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { isKeyFromEnvironment, knownKeys, primaryKey } from "@/lib/secrets/encryption-key";
import {
  findPrimaryFile,
  primaryFileTime,
  readPreviousFiles,
  removePreviousFiles,
  replacePrimaryFile,
} from "@/lib/secrets/key-files";
import { countOldSecrets, type ReEncrypted, reEncryptSecrets } from "@/lib/secrets/re-encrypt-secrets";

/** A server that read the old key just before may still be writing with it, but not for so long. */
const settlingMilliseconds = 60_000;

export interface KeyRotation {
  /** Whether a new key was made; not where one was waiting to be finished or the environment gives the key. */
  readonly newKey: boolean;
  readonly columns: readonly ReEncrypted[];
  /** How many secrets are still under an earlier key. */
  readonly left: number;
}

/**
 * Makes a new primary key and encrypts every stored secret with it, while servers run; the old key stays until
 * `retireEncryptionKeys`. Cut off anywhere, the next call goes on instead of making yet another key. It takes no actor:
 * whoever may run it holds the keys.
 */
export async function rotateEncryptionKey(report?: (done: ReEncrypted) => void): Promise<KeyRotation> {
  const newKey = makeNewKey();
  const columns = await reEncryptSecrets(report);
  const changed = columns.reduce((sum, column) => sum + column.changed, 0);
  if (newKey || changed > 0) await recordForAll("encryption_key.rotated", { newKey, secrets: changed });
  return { newKey, columns, left: await countOldSecrets() };
}

/**
 * Deletes the earlier keys from the data folder, once nothing in the database needs them; returns how many. Backups of
 * the database from before can be opened with them alone.
 *
 * @throws DomainError `conflict` while something still needs an earlier key, or may be about to
 */
export async function retireEncryptionKeys(): Promise<number> {
  if (readPreviousFiles().length === 0) return 0;
  const { left } = await rotateEncryptionKey();
  if (left > 0) throw new DomainError("conflict", `${left} secrets still need an earlier key; nothing was deleted`);
  if (!isKeyFromEnvironment() && now().getTime() - primaryFileTime() < settlingMilliseconds) {
    throw new DomainError("conflict", "The new key is less than a minute old; try again in a minute");
  }
  const retired = removePreviousFiles();
  await recordForAll("encryption_key.retired", { keys: retired });
  return retired;
}

function makeNewKey(): boolean {
  const current = primaryKey();
  const unfinished = readPreviousFiles().some(({ id }) => id !== current.id);
  if (isKeyFromEnvironment() || unfinished) return false;
  replacePrimaryFile(current);
  knownKeys({ anew: true });
  return findPrimaryFile()?.id !== current.id;
}

async function recordForAll(action: `${string}.${string}`, details: Record<string, number | boolean>): Promise<void> {
  const organizations = await database.organization.findMany({ select: { id: true } });
  for (const { id } of organizations) {
    await database.$transaction((tx) => recordSystemEvent(tx, id, { action, details }));
  }
}
