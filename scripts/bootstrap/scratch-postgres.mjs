import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { endPostmaster, livingPostmaster } from "./postgres-postmaster.mjs";
import { isAlive } from "./process-identity.mjs";

const prefix = "bulkhead-scratch-";

/** A Postgres in a folder of its own under the system's temporary folder; `stop()` ends it and deletes the folder. */
export async function startScratchPostgres() {
  await sweepAbandoned();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
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

/** Ends and deletes what runs that were killed outright have left behind. */
async function sweepAbandoned() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const owner = name.startsWith(prefix) && Number.parseInt(name.slice(prefix.length), 10);
    if (!owner || isAlive(owner)) continue;
    const folder = path.join(os.tmpdir(), name);
    if (fs.statSync(folder).uid !== process.getuid?.()) continue;
    const cluster = path.join(folder, "postgres", "cluster");
    const pid = livingPostmaster(cluster);
    if (pid !== null) await endPostmaster(pid, cluster);
    fs.rmSync(folder, { recursive: true, force: true });
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
