import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";

/** A Postgres in a folder of its own under the system's temporary folder; `stop()` ends it and deletes the folder. */
export async function startScratchPostgres() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "bulkhead-scratch-"));
  // mkdtemp's 0700 would keep the `postgres` user out when this process is root.
  fs.chmodSync(dataDir, 0o755);
  const remove = () => fs.rmSync(dataDir, { recursive: true, force: true });
  try {
    const postgres = await startEmbeddedPostgres(dataDir, { disposable: true });
    return {
      dataDir,
      url: postgres.url,
      createDatabase: (options) => createDatabase(postgres.url, options),
      stop: async () => {
        await postgres.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Makes a database, empty or as a copy of `template`, and returns its URL. */
export async function createDatabase(url, { name = `bulkhead_${randomBytes(6).toString("hex")}`, template } = {}) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url("postgres") });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ""}`);
    return url(name);
  } finally {
    await client.end();
  }
}
