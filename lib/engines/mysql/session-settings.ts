import { engineSettings } from "../engine-settings";

/**
 * What every connection is closed down to, before each query of it. The guard prints strings with backslash escapes
 * and doubled quotes and names in backticks: `sql_mode` therefore holds neither NO_BACKSLASH_ESCAPES nor ANSI_QUOTES,
 * and nothing else that changes how a statement is read, whatever the server's own default. With `tx_read_only` each
 * statement is a read-only transaction of its own.
 */
const fixedSettings = [
  "character_set_client = utf8mb4",
  "character_set_results = utf8mb4",
  "character_set_connection = utf8mb4",
  "sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  "time_zone = '+00:00'",
  "autocommit = 1",
  "sql_auto_is_null = 0",
  "lock_wait_timeout = 10",
];

/** Settings that the two servers spell differently. */
function ownSettings(version: string): string[] {
  const ceiling = engineSettings().statementCeilingMilliseconds;
  return isMariadb(version)
    ? ["tx_read_only = 1", `max_statement_time = ${ceiling / 1000}`]
    : ["transaction_read_only = 1", `max_execution_time = ${ceiling}`];
}

/** MariaDB says so in its version, wherever it is hosted. */
export function isMariadb(version: string): boolean {
  return /mariadb/i.test(version);
}

/**
 * The statement that makes a fresh or a reset connection read-only, bounded in time, and sends at most `rowLimit` rows
 * of a statement that has no limit of its own.
 */
export function sessionSettings(version: string, rowLimit: number): string {
  return `SET ${[...fixedSettings, ...ownSettings(version), `sql_select_limit = ${rowLimit}`].join(", ")}`;
}
