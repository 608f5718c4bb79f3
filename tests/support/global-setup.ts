import type { TestProject } from "vitest/node";
import { startScratchPostgres } from "../../scripts/bootstrap/scratch-postgres.mjs";
import { generate } from "../../scripts/generate.mjs";
import { migrate } from "../../scripts/migrate.mjs";
import { startSourceServers } from "../../scripts/testing/source-servers/start-source-servers.mjs";
import type { ServerLogin } from "./source-servers";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's URL of the test server, ending in its database `postgres`. */
    adminUrl: string;
    /** Who may do everything there; null where the server cannot be had. */
    mariadb: ServerLogin | null;
    clickhouse: ServerLogin | null;
    redis: ServerLogin | null;
  }
}

/** The migrated database that every test file gets a copy of. */
const templateDatabase = "bulkhead_template";

/** Starts one throw-away server of each kind for the whole run and prepares the template; ends and deletes them afterwards. */
export default async function globalSetup(project: TestProject) {
  await generate();
  const sources = startSourceServers();
  const postgres = await startScratchPostgres().catch(async (error) => {
    await (await sources).stop();
    throw error;
  });
  const stop = async () => {
    await Promise.all([postgres.stop(), (await sources).stop()]);
  };
  try {
    await migrate(await postgres.createDatabase({ name: templateDatabase }));
    const { mariadb, clickhouse, redis } = await sources;
    project.provide("adminUrl", postgres.url("postgres"));
    project.provide("mariadb", mariadb);
    project.provide("clickhouse", clickhouse);
    project.provide("redis", redis);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
