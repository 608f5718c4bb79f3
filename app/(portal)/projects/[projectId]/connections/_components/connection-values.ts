import type {
  ConnectionSettings,
  ConnectionSettingsInput,
  ConnectionView,
  DatabaseSettings,
  FileTableSettings,
} from "@/lib/connections/connection-schema";

/** Engines that a URL leads to. */
export type DatabaseEngine = DatabaseSettings["engine"];

/** What the fields of the connection form hold, for every engine at once. */
export type ConnectionValues = {
  name: string;
  engine: ConnectionSettings["engine"];
  url: string;
  ssl: "" | "disable" | "require" | "verify-full";
  tables: FileTableSettings[];
  /** Empty while the field is. */
  resultCacheSeconds: number | "";
};

export const emptyTable: FileTableSettings = { schema: "main", name: "", format: "parquet", path: "" };

export function valuesOf(connection?: ConnectionView): ConnectionValues {
  const settings = connection?.settings;
  return {
    name: connection?.name ?? "",
    engine: connection?.engine ?? "POSTGRES",
    url: settings && settings.engine !== "DUCKDB" ? settings.url : "",
    ssl: sslOf(settings),
    tables: settings?.engine === "DUCKDB" ? settings.tables : [emptyTable],
    resultCacheSeconds: connection?.resultCacheSeconds ?? 60,
  };
}

/** The settings of the chosen engine, as lib takes them. */
export function settingsOf({ engine, url, ssl, tables }: ConnectionValues): ConnectionSettingsInput {
  if (engine === "DUCKDB") return { engine, tables };
  if (engine === "CLICKHOUSE") return { engine, url, ...(ssl ? { secure: ssl !== "disable" } : {}) };
  return { engine, url, ...(ssl ? { ssl } : {}) };
}

function sslOf(settings: ConnectionSettings | undefined): ConnectionValues["ssl"] {
  if (!settings || settings.engine === "DUCKDB") return "";
  if (settings.engine !== "CLICKHOUSE") return settings.ssl ?? "";
  if (settings.secure === undefined) return "";
  return settings.secure ? "verify-full" : "disable";
}

/** Server and schema name fields under `settings`; the form shows them at its own top level. */
export function formPath(path: string): string {
  return path.startsWith("settings.") ? path.slice("settings.".length) : path;
}
