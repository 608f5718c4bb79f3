import { migrate } from "../migrate.mjs";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { PlainError } from "./plain-error.mjs";
import { step } from "./progress.mjs";

const metadataName = "bulkhead";
const demoName = "bulkhead_demo";

/**
 * Makes the metadata database ready for use, embedded or the one of DATABASE_URL, with all migrations applied.
 *
 * @returns `{ databaseUrl, demoDatabaseUrl, postgres }`; `postgres` is the embedded one or null
 */
export async function prepareDatabase(settings, { onLaunch } = {}) {
  const prepared = settings.databaseUrl ? await ownDatabase(settings) : await embeddedDatabase(settings, onLaunch);
  await step("Applying migrations", (note) => migrate(prepared.databaseUrl, { log: note }));
  return prepared;
}

async function embeddedDatabase({ dataDir }, onLaunch) {
  const postgres = await step("Starting Postgres", () => startEmbeddedPostgres(dataDir, { onLaunch }));
  await withClient(postgres.url("postgres"), async (client) => {
    for (const name of [metadataName, demoName]) await ensureDatabase(client, name);
  });
  return { databaseUrl: postgres.url(metadataName), demoDatabaseUrl: postgres.url(demoName), postgres };
}

async function ownDatabase({ databaseUrl, demo, demoDatabaseUrl }) {
  if (!demo) {
    await withClient(databaseUrl, () => {});
    return { databaseUrl, demoDatabaseUrl: null, postgres: null };
  }
  if (demoDatabaseUrl) return { databaseUrl, demoDatabaseUrl, postgres: null };
  await withClient(databaseUrl, (client) => ensureDatabase(client, demoName));
  const url = new URL(databaseUrl);
  url.pathname = `/${demoName}`;
  return { databaseUrl, demoDatabaseUrl: url.href, postgres: null };
}

async function ensureDatabase(client, name) {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  if (rowCount) return;
  try {
    await client.query(`CREATE DATABASE "${name}"`);
  } catch (error) {
    throw new PlainError(
      `The database "${name}" could not be created: ${error.message}\n` +
        "Create it yourself and give its URL as BULKHEAD_DEMO_DATABASE_URL, or start without BULKHEAD_DEMO=1.",
    );
  }
}

async function withClient(url, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new PlainError(`The database of DATABASE_URL cannot be reached: ${error.message || error.code}`);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
