import type {
  ConnectionSettings,
  ConnectionSettingsInput,
  ConnectionView,
  DatabaseSettings,
  FileTableSettings,
  S3Settings,
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
  s3: Required<S3Settings> & { on: boolean };
};

export const emptyTable: FileTableSettings = { schema: "main", name: "", format: "parquet", path: "" };

const emptyS3: ConnectionValues["s3"] = {
  on: false,
  endpoint: "",
  region: "us-east-1",
  accessKeyId: "",
  secretAccessKey: "",
  forcePathStyle: false,
};

export function valuesOf(connection?: ConnectionView): ConnectionValues {
  const settings = connection?.settings;
  return {
    name: connection?.name ?? "",
    engine: connection?.engine ?? "POSTGRES",
    url: settings && settings.engine !== "DUCKDB" ? settings.url : "",
    ssl: sslOf(settings),
    tables: settings?.engine === "DUCKDB" ? settings.tables : [emptyTable],
    resultCacheSeconds: connection?.resultCacheSeconds ?? 60,
    s3: settings?.engine === "DUCKDB" && settings.s3 ? { ...emptyS3, ...settings.s3, on: true } : emptyS3,
  };
}

/** The settings of the chosen engine, as lib takes them. */
export function settingsOf(values: ConnectionValues): ConnectionSettingsInput {
  const { engine, url, ssl, tables } = values;
  if (engine === "DUCKDB") {
    const { on: _, endpoint, ...login } = values.s3;
    return { engine, tables, ...(readsFromS3(values) ? { s3: { ...login, ...(endpoint ? { endpoint } : {}) } } : {}) };
  }
  if (engine === "CLICKHOUSE") return { engine, url, ...(ssl ? { secure: ssl !== "disable" } : {}) };
  return { engine, url, ...(ssl ? { ssl } : {}) };
}

/** Whether the fields for S3 are asked for: by the admin, or by a path that leads there. */
export function readsFromS3(values: ConnectionValues): boolean {
  return values.s3.on || hasS3Path(values);
}

export function hasS3Path({ tables }: ConnectionValues): boolean {
  return tables.some(({ path }) => /^\s*s3:/i.test(path));
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
