import type { ConnectionSettingsInput, ConnectionView, FileTableSettings } from "@/lib/connections/connection-schema";

/** What the fields of the connection form hold, for every engine at once. */
export type ConnectionValues = {
  name: string;
  engine: "POSTGRES" | "DUCKDB";
  url: string;
  ssl: "" | "disable" | "require" | "verify-full";
  tables: FileTableSettings[];
};

export const emptyTable: FileTableSettings = { schema: "main", name: "", format: "parquet", path: "" };

export function valuesOf(connection?: ConnectionView): ConnectionValues {
  const settings = connection?.settings;
  return {
    name: connection?.name ?? "",
    engine: connection?.engine ?? "POSTGRES",
    url: settings?.engine === "POSTGRES" ? settings.url : "",
    ssl: settings?.engine === "POSTGRES" ? (settings.ssl ?? "") : "",
    tables: settings?.engine === "DUCKDB" ? settings.tables : [emptyTable],
  };
}

/** The settings of the chosen engine, as lib takes them. */
export function settingsOf({ engine, url, ssl, tables }: ConnectionValues): ConnectionSettingsInput {
  return engine === "POSTGRES" ? { engine, url, ...(ssl ? { ssl } : {}) } : { engine, tables };
}

/** Server and schema name fields under `settings`; the form shows them at its own top level. */
export function formPath(path: string): string {
  return path.startsWith("settings.") ? path.slice("settings.".length) : path;
}
