import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { productEnvironment } from "./product-environment.mjs";
import { readSettings } from "./settings.mjs";

/**
 * Gives this process the environment that the server runs in, for a command beside it. The embedded Postgres of a
 * running server is used; where none runs, one is started for the command.
 *
 * @returns what ends whatever was started
 */
export async function openProduct() {
  const settings = readSettings();
  const postgres = settings.databaseUrl ? null : await startEmbeddedPostgres(settings.dataDir);
  const databaseUrl = settings.databaseUrl ?? postgres.url("bulkhead");
  Object.assign(process.env, { BULKHEAD_LOG_LEVEL: "error" }, productEnvironment(settings, { databaseUrl }));
  return async () => {
    if (postgres && !postgres.adopted) await postgres.stop();
  };
}
