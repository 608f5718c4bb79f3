import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { startEmbeddedPostgres } from "../../../scripts/bootstrap/embedded-postgres.mjs";
import { createScratchFolder, removeScratchFolder } from "../../../scripts/bootstrap/scratch-folder.mjs";

let folder: string;

beforeEach(async () => {
  folder = await createScratchFolder();
  onTestFinished(() => removeScratchFolder(folder));
});

const start = () => startEmbeddedPostgres(folder, { disposable: true });
const postmaster = () =>
  Number.parseInt(fs.readFileSync(path.join(folder, "postgres/cluster/postmaster.pid"), "utf8"), 10);

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("data, port and password are the same after a stop and a start", async () => {
  const first = await start();
  await ask(first.url("postgres"), "CREATE TABLE kept AS SELECT 7 AS seven");
  await first.stop();
  const second = await start();
  expect(second.url("postgres")).toBe(first.url("postgres"));
  expect(await ask(second.url("postgres"), "SELECT seven FROM kept")).toEqual([{ seven: 7 }]);
  expect(fs.statSync(path.join(folder, "keys/postgres-password")).mode & 0o777).toBe(0o600);
  await second.stop();
});

test("a Postgres that outlived the start before is adopted and can be ended", async () => {
  const first = await start();
  const second = await start();
  expect([first.adopted, second.adopted]).toEqual([false, true]);
  await second.stop();
  await expect(ask(second.url("postgres"), "SELECT 1")).rejects.toThrow();
});

test("a Postgres that was killed starts again with what it had acknowledged", async () => {
  const first = await startEmbeddedPostgres(folder);
  await ask(first.url("postgres"), "CREATE TABLE kept AS SELECT 7 AS seven");
  process.kill(postmaster(), "SIGKILL");
  const second = await startEmbeddedPostgres(folder);
  expect(await ask(second.url("postgres"), "SELECT seven FROM kept")).toEqual([{ seven: 7 }]);
  await second.stop();
});

test("a lock that names another program's process is cleared", async () => {
  await (await start()).stop();
  fs.writeFileSync(path.join(folder, "postgres/cluster/postmaster.pid"), `${process.pid}\n`);
  const second = await start();
  expect(postmaster()).not.toBe(process.pid);
  await second.stop();
});

test("nobody gets in without the password, and it listens on this machine alone", async () => {
  const postgres = await start();
  const url = new URL(postgres.url("postgres"));
  url.password = "guess";
  await expect(ask(url.href, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
  expect(await ask(postgres.url("postgres"), "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  await postgres.stop();
});
