/**
 * Brings the database behind DATABASE_URL up to date: `node scripts/migrate.mjs`.
 * The migrations and the table that records them are Prisma's, so `prisma migrate deploy` may be used instead.
 */
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { isMain } from "./bootstrap/is-main.mjs";
import { PlainError, printError } from "./bootstrap/plain-error.mjs";
import { inRoot } from "./bootstrap/root.mjs";

/** The key of Prisma's own advisory lock, so that the two never run at once. */
const lockKey = 72707369;
const lockWaitSeconds = 60;

const createHistory = `CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies what is missing, oldest first, each migration whole or not at all. Several callers may run at once:
 * one works, the others wait and find nothing to do.
 *
 * @returns the names of the migrations that were applied now
 * @throws PlainError when the history in the database and the files disagree
 */
export async function migrate(databaseUrl, { folder = inRoot("prisma", "migrations"), log = () => {} } = {}) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`SET lock_timeout = '${lockWaitSeconds}s'`);
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    await client.query("SET lock_timeout = DEFAULT");
    const migrations = readMigrations(folder);
    const applied = await readHistory(client);
    refuseDisagreement(migrations, applied);
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of missing) {
      await apply(client, migration);
      log(migration.name);
    }
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function readMigrations(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: fs.readFileSync(path.join(folder, name, "migration.sql")) }))
    .map(({ name, sql }) => ({ name, sql: sql.toString("utf8"), checksum: sha256(sql) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readHistory(client) {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present");
  if (!tables[0].present) {
    await client.query(createHistory);
    return new Map();
  }
  const { rows } = await client.query(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

function refuseDisagreement(migrations, applied) {
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const [name, row] of applied) {
    if (row.finished_at === null) {
      throw new PlainError(
        `The migration ${name} failed half-way in this database. Mend it by hand, then mark it with ` +
          `\`prisma migrate resolve\`.`,
      );
    }
    const file = files.get(name);
    if (!file) {
      throw new PlainError(
        `This database has the migration ${name}, which this version of Bulkhead does not know: ` +
          "it was last used by a newer version. Start that version, or restore a backup.",
      );
    }
    if (file.checksum !== row.checksum) {
      throw new PlainError(
        `The migration ${name} was changed after it had been applied to this database. ` +
          "Restore the file, and put the change into a new migration.",
      );
    }
  }
}

async function apply(client, { name, sql, checksum }) {
  const startedAt = new Date();
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw new PlainError(`The migration ${name} failed and was taken back: ${error.message}`);
  }
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

if (isMain(import.meta.url)) {
  try {
    if (!process.env.DATABASE_URL) throw new PlainError("Set DATABASE_URL to the database that is to be migrated.");
    const names = await migrate(process.env.DATABASE_URL, { log: (name) => console.log(`Applied ${name}`) });
    if (names.length === 0) console.log("Nothing to apply: the database is up to date.");
  } catch (error) {
    printError(error);
    process.exitCode = 1;
  }
}
