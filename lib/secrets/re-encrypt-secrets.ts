import { database } from "@/lib/database";
import { ciphertextPrefix, decryptSecret, encryptSecret } from "./encrypt-secret";
import { primaryKey } from "./encryption-key";
import { type SecretColumn, type SecretPurpose, secretColumns } from "./secret-purposes";

/** What became of one column's values. */
export interface ReEncrypted {
  readonly column: string;
  readonly changed: number;
  /** How many no known key opens; they were left as they are. */
  readonly unreadable: number;
}

type Column = SecretColumn & { readonly purpose: SecretPurpose };
type Row = Record<string, string>;

const rowsAtOnce = 100;

/**
 * Encrypts every stored secret with the primary key, a row at a time and only if it is still what was read, so that
 * nobody's edit is overwritten and readers go on reading. Rows that are done are not looked at again: a run that was cut
 * off is taken up by the next one. What cached definitions hold is marked as changed in the same transaction.
 */
export async function reEncryptSecrets(
  report: (done: ReEncrypted) => void = () => {},
): Promise<readonly ReEncrypted[]> {
  const results: ReEncrypted[] = [];
  for (const column of secretColumns) {
    const result = await reEncryptColumn(column);
    report(result);
    results.push(result);
  }
  return results;
}

/** How many stored secrets are not encrypted with the primary key. */
export async function countOldSecrets(): Promise<number> {
  let count = 0;
  for (const { table, column } of secretColumns) {
    const [row] = await database.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM ${table} WHERE NOT starts_with(${column}, $1)`,
      ciphertextPrefix(primaryKey().id),
    );
    count += row?.count ?? 0;
  }
  return count;
}

async function reEncryptColumn(column: Column): Promise<ReEncrypted> {
  let changed = 0;
  let unreadable = 0;
  let last: Row | undefined;
  for (;;) {
    const rows = await nextRows(column, last);
    for (const row of rows) {
      const plaintext = opened(column.purpose, row[column.column] ?? "");
      if (plaintext === null) unreadable += 1;
      else if (await replace(column, row, encryptSecret(column.purpose, plaintext))) changed += 1;
    }
    if (rows.length < rowsAtOnce) return { column: `${column.table}.${column.column}`, changed, unreadable };
    last = rows.at(-1);
  }
}

function nextRows({ table, column, key }: Column, last: Row | undefined): Promise<Row[]> {
  const names = key.map((part) => part.column);
  const after = key.map((part, index) => `$${index + 2}::${part.type}`);
  return database.$queryRawUnsafe<Row[]>(
    `SELECT ${names.map((name) => `${name}::text`).join(", ")}, ${column} FROM ${table}
     WHERE NOT starts_with(${column}, $1) ${last ? `AND (${names.join(", ")}) > (${after.join(", ")})` : ""}
     ORDER BY ${names.join(", ")} LIMIT ${rowsAtOnce}`,
    ciphertextPrefix(primaryKey().id),
    ...(last ? names.map((name) => last[name]) : []),
  );
}

/** Whether the row still held what was read, and holds the new value now. */
function replace({ table, column, key, connectionOf }: Column, row: Row, ciphertext: string): Promise<boolean> {
  const places = key.map((part, index) => `${part.column} = $${index + 3}::${part.type}`);
  const keyValues = key.map((part) => row[part.column]);
  return database.$transaction(async (tx) => {
    const count = await tx.$executeRawUnsafe(
      `UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2 AND ${places.join(" AND ")}`,
      ciphertext,
      row[column],
      ...keyValues,
    );
    if (count > 0 && connectionOf) {
      await tx.$executeRawUnsafe(
        `UPDATE connections SET version = version + 1 WHERE id = (${connectionOf})`,
        keyValues[0],
      );
    }
    return count > 0;
  });
}

function opened(purpose: SecretPurpose, ciphertext: string): string | null {
  try {
    return decryptSecret(purpose, ciphertext);
  } catch {
    return null;
  }
}
