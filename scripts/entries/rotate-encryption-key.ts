import { parseArgs } from "node:util";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { retireEncryptionKeys, rotateEncryptionKey } from "@/lib/organizations/rotate-encryption-key";
import { isKeyFromEnvironment } from "@/lib/secrets/encryption-key";
import type { ReEncrypted } from "@/lib/secrets/re-encrypt-secrets";

function say({ column, changed, unreadable }: ReEncrypted): void {
  const lost = unreadable > 0 ? `, ${unreadable} that no key opens` : "";
  console.log(`${column}: ${changed} encrypted anew${lost}`);
}

async function retire(): Promise<void> {
  const count = await retireEncryptionKeys();
  console.log(count === 0 ? "No earlier key is in the data folder." : `Deleted ${count} earlier keys.`);
}

async function rotate(): Promise<void> {
  const { newKey, left } = await rotateEncryptionKey(say);
  if (left > 0) {
    console.log(`${left} secrets still need an earlier key. Run this again; enter anew what no key opens.`);
    process.exitCode = 1;
  } else if (isKeyFromEnvironment()) {
    console.log("Everything is under BULKHEAD_ENCRYPTION_KEY. The keys before it can leave the environment.");
  } else {
    console.log(newKey ? "Everything is under a new key." : "Everything is under the key that the last run made.");
    console.log("In a minute, `npm run -s rotate-encryption-key -- --retire` deletes the earlier key.");
  }
}

try {
  const { values } = parseArgs({ options: { retire: { type: "boolean", default: false } } });
  await (values.retire ? retire() : rotate());
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await database.$disconnect();
}
