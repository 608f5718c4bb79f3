import type { ClientBase } from "pg";
import type { PostgresTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import { preparedStatements } from "./wire-messages";

/**
 * What every connection is closed down to, once, before its first query. Literals are printed by the guard for
 * `standard_conforming_strings`, cells are read in ISO and UTC, and names are always qualified; a login's own defaults
 * must not change any of that.
 */
const fixedSettings: Readonly<Record<string, string>> = {
  default_transaction_read_only: "on",
  search_path: "pg_catalog, pg_temp",
  standard_conforming_strings: "on",
  transform_null_equals: "off",
  TimeZone: "UTC",
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  lock_timeout: "10s",
  idle_in_transaction_session_timeout: "30s",
};

const applied = Object.entries(fixedSettings)
  .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', false)`)
  .join(", ");

/** Lets the server itself notice that the client is gone; it exists from version 14 on, and not on Windows. */
const noticesLostClients = `CASE WHEN pg_catalog.current_setting('client_connection_check_interval', true) IS NOT NULL
  AND pg_catalog.version() ~ 'linux' THEN pg_catalog.set_config('client_connection_check_interval', '5s', false) END`;

/**
 * Makes a fresh connection read-only, bounded in time, and the role that the schema layer names.
 * Three round trips, four for a role, once in the life of the connection.
 *
 * @throws the driver's error when the role may not be taken; the connection is not to be used then.
 */
export async function applySessionSettings(client: ClientBase, target: PostgresTarget): Promise<void> {
  if (target.role !== undefined) await requireOwnBackend(client);
  const ceiling = String(engineSettings().statementCeilingMilliseconds);
  await client.query(
    `SELECT ${applied}, ${noticesLostClients}, pg_catalog.set_config('statement_timeout', $1, false),
       CASE WHEN $2::text IS NOT NULL THEN pg_catalog.set_config('role', $2, false) END`,
    [ceiling, target.role ?? null],
  );
  await client.query(preparedStatements.begin);
  await client.query(preparedStatements.rollback);
}

/** What `requireOwnBackend` throws, in the place of an SQLSTATE. */
export const poolerBefore = "POOLER_BEFORE";

/**
 * Makes sure that nothing stands between this connection and its backend: a pooler lends one backend to several of ours,
 * and the role that is taken for one tenant would be there for the next one's statements (R23).
 */
async function requireOwnBackend(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_catalog.pg_backend_pid() AS pid");
  // As the server introduced itself; a pooler introduces itself in its place.
  const { processID } = client as ClientBase & { readonly processID?: number | null };
  if (rows[0]?.pid !== processID) {
    throw Object.assign(new Error("A pooler stands before the server"), { code: poolerBefore });
  }
}
