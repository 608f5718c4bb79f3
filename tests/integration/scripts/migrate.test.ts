import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { migrate } from "../../../scripts/migrate.mjs";
import { createTestDatabase, runAsAdmin } from "../../support/test-database";

let folder: string;
let databaseUrl: string;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "bulkhead-migrations-"));
  databaseUrl = await createTestDatabase();
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
});

function writeMigration(name: string, sql: string) {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

const history = async () =>
  (await runAsAdmin("SELECT * FROM _prisma_migrations ORDER BY started_at", databaseUrl)).rows;

test("each migration is applied once, oldest first, and recorded as Prisma records it", async () => {
  writeMigration("2_second", "ALTER TABLE a ADD COLUMN y int;");
  writeMigration("1_first", "CREATE TABLE a (x int);");
  expect(await migrate(databaseUrl, { folder })).toEqual(["1_first", "2_second"]);
  expect(await migrate(databaseUrl, { folder })).toEqual([]);

  const rows = await history();
  expect(rows.map((row) => row.migration_name)).toEqual(["1_first", "2_second"]);
  expect(rows[0]).toMatchObject({
    checksum: createHash("sha256").update("CREATE TABLE a (x int);").digest("hex"),
    applied_steps_count: 1,
    logs: null,
    rolled_back_at: null,
  });
  expect(rows[0].finished_at).toBeInstanceOf(Date);
});

test("a migration that fails leaves no trace of itself and keeps the ones before it", async () => {
  writeMigration("1_first", "CREATE TABLE a (x int);");
  writeMigration("2_broken", "CREATE TABLE b (x int); SELECT * FROM nowhere;");
  await expect(migrate(databaseUrl, { folder })).rejects.toThrow("2_broken failed and was taken back");
  expect((await history()).map((row) => row.migration_name)).toEqual(["1_first"]);
  const { rows } = await runAsAdmin("SELECT to_regclass('b') AS b", databaseUrl);
  expect(rows[0].b).toBeNull();
});

test("a migration that was changed after it was applied is refused", async () => {
  writeMigration("1_first", "CREATE TABLE a (x int);");
  await migrate(databaseUrl, { folder });
  writeMigration("1_first", "CREATE TABLE a (x bigint);");
  writeMigration("2_second", "CREATE TABLE b (x int);");
  await expect(migrate(databaseUrl, { folder })).rejects.toThrow("1_first was changed after it had been applied");
  expect(await history()).toHaveLength(1);
});

test("a database with a failed migration, or one of a newer version, is refused", async () => {
  writeMigration("1_first", "CREATE TABLE a (x int);");
  await migrate(databaseUrl, { folder });
  await runAsAdmin("UPDATE _prisma_migrations SET finished_at = NULL", databaseUrl);
  await expect(migrate(databaseUrl, { folder })).rejects.toThrow("failed half-way");
  await runAsAdmin("UPDATE _prisma_migrations SET finished_at = now(), migration_name = '9_later'", databaseUrl);
  await expect(migrate(databaseUrl, { folder })).rejects.toThrow("newer version");
});

test("two starts at once apply each migration once", async () => {
  writeMigration("1_first", "CREATE TABLE a (x int); SELECT pg_sleep(0.3);");
  const applied = await Promise.all([migrate(databaseUrl, { folder }), migrate(databaseUrl, { folder })]);
  expect(applied.flat()).toEqual(["1_first"]);
});
