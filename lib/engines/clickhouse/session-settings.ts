import type { ClickHouseSettings } from "@clickhouse/client";

/** What a login's own profile says, and which settings this version of the server knows. */
export interface ServerSettings {
  readonly readonly: "0" | "1" | "2";
  readonly known: ReadonlySet<string>;
}

/**
 * What every query is sent with, as far as the server knows the setting: an unknown one fails the query. The optimizer
 * that moves conditions into derived tables is left as it is: it never passes the guard's LIMIT, and is what keeps
 * reads of shared tables quick. Answers are
 * whole or fail, numbers keep their digits, and times are in UTC where the version lets a client choose; an older one
 * writes them in its own time zone.
 */
const fixedSettings: Readonly<Record<string, string | number>> = {
  timeout_overflow_mode: "throw",
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 1,
  output_format_json_quote_decimals: 1,
  http_write_exception_in_output_format: 0,
  cancel_http_readonly_queries_on_client_close: 1,
  session_timezone: "UTC",
};

/**
 * The settings of one query that may take so many seconds. A login that may write is made to read by `readonly = 1`,
 * under which the statement can neither change a setting nor call a table function; one whose profile says 2 cannot
 * write by itself, refuses that setting, and is kept from the rest by what statements are sent at all.
 */
export function querySettings(server: ServerSettings, maximumSeconds: number): ClickHouseSettings {
  const settings: Record<string, string | number> = { max_execution_time: maximumSeconds };
  for (const [name, value] of Object.entries(fixedSettings)) {
    if (server.known.has(name)) settings[name] = value;
  }
  if (server.readonly === "0") settings.readonly = 1;
  return settings as ClickHouseSettings;
}

/** Whether the server writes decimals as text; otherwise they come as numbers that JSON would round. */
export function quotesDecimals(server: ServerSettings): boolean {
  return server.known.has("output_format_json_quote_decimals");
}
