import { randomBytes } from "node:crypto";
import path from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";
import { demoTables } from "./build-demo-files";
import { demoFolders } from "./demo-folders";
import { demoTenantStates, keyOfState, sampleTenantKey } from "./us-states";

/** One flight in so many goes into the Postgres schemas: enough to be interesting, quick to load. Stated in README. */
export const schemaSampleStep = 20;

const rowsPerInsert = 5_000;
const postgresTypes: Readonly<Record<string, string>> = {
  VARCHAR: "text",
  BIGINT: "bigint",
  DOUBLE: "double precision",
  DATE: "date",
  TIMESTAMP: "timestamp",
};

/**
 * Fills the demo's Postgres database: a schema a tenant with its own rows, a shared `reference` schema, and a login
 * that can read and do nothing else. Starts over when it was interrupted.
 *
 * @param adminUrl URL of the empty demo database with a login that may create roles and schemas
 * @returns the URL that the portal's connection uses
 */
export async function loadDemoSchemas(adminUrl: string, report: (message: string) => void): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const instance = await DuckDBInstance.create(":memory:");
  const source = await instance.connect();
  try {
    const keys = [...demoTenantStates.map(keyOfState), sampleTenantKey];
    for (const [index, key] of keys.entries()) {
      await loadSchema(client, source, key);
      report(`Filling Postgres schemas: ${index + 1} of ${keys.length}`);
    }
    await loadReference(client, source);
    return await createReader(client, adminUrl, [...keys, "reference"]);
  } finally {
    source.closeSync();
    instance.closeSync();
    await client.end();
  }
}

async function loadSchema(client: pg.Client, source: DuckDBConnection, key: string): Promise<void> {
  await client.query(`DROP SCHEMA IF EXISTS "${key}" CASCADE`);
  await client.query(`CREATE SCHEMA "${key}"`);
  for (const table of demoTables) {
    const file = path.join(demoFolders().tenants, key, `${table}.parquet`);
    const sample = table === "flights" ? `WHERE flight_id % ${schemaSampleStep} = 0` : "";
    await copyTable(client, source, `SELECT * FROM read_parquet('${file}') ${sample}`, `"${key}".${table}`);
  }
  await client.query(`CREATE INDEX ON "${key}".flights (flight_date)`);
}

async function loadReference(client: pg.Client, source: DuckDBConnection): Promise<void> {
  await client.query("DROP SCHEMA IF EXISTS reference CASCADE");
  await client.query("CREATE SCHEMA reference");
  const file = path.join(demoFolders().shared, "airports.parquet");
  const query = `SELECT state, count(*) AS airports FROM read_parquet('${file}') GROUP BY state ORDER BY state`;
  await copyTable(client, source, query, "reference.states");
}

async function copyTable(client: pg.Client, source: DuckDBConnection, query: string, target: string): Promise<void> {
  const reader = await source.runAndReadAll(query);
  const types = reader.columnTypes().map((type) => postgresTypes[String(type)] ?? "text");
  const columns = reader.columnNames().map((name) => `"${name}"`);
  await client.query(`CREATE TABLE ${target} (${columns.map((name, i) => `${name} ${types[i]}`).join(", ")})`);
  const data = reader.getColumnsJson();
  const arrays = types.map((type, i) => `$${i + 1}::${type}[]`).join(", ");
  for (let start = 0; start < reader.currentRowCount; start += rowsPerInsert) {
    const slice = data.map((values) => values.slice(start, start + rowsPerInsert));
    await client.query(`INSERT INTO ${target} SELECT * FROM unnest(${arrays})`, slice);
  }
  await client.query(`ANALYZE ${target}`);
}

async function createReader(client: pg.Client, adminUrl: string, schemas: readonly string[]): Promise<string> {
  const password = randomBytes(24).toString("base64url");
  const login = "bulkhead_demo_reader";
  const exists = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [login]);
  await client.query(`${exists.rowCount ? "ALTER" : "CREATE"} ROLE ${login} LOGIN PASSWORD '${password}'`);
  await client.query("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
  for (const schema of schemas) {
    await client.query(`GRANT USAGE ON SCHEMA "${schema}" TO ${login}`);
    await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA "${schema}" TO ${login}`);
  }
  const url = new URL(adminUrl);
  url.username = login;
  url.password = password;
  return url.toString();
}
