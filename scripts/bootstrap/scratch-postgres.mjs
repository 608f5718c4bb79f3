import { randomBytes } from "node:crypto";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { createScratchFolder, removeScratchFolder } from "./scratch-folder.mjs";

/** A Postgres in a scratch folder of its own; `stop()` ends it and deletes the folder. */
export async function startScratchPostgres() {
  const dataDir = await createScratchFolder();
  try {
    const postgres = await startEmbeddedPostgres(dataDir, { disposable: true });
    return {
      dataDir,
      url: postgres.url,
      createDatabase: (options) => createDatabase(postgres.url, options),
      stop: async () => {
        await postgres.stop();
        await removeScratchFolder(dataDir);
      },
    };
  } catch (error) {
    await removeScratchFolder(dataDir);
    throw error;
  }
}

/** Makes a database, empty or as a copy of `template`, and returns its URL. */
async function createDatabase(url, { name = `bulkhead_${randomBytes(6).toString("hex")}`, template } = {}) {
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
