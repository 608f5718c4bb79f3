import { isS3Path } from "@/lib/engines/duckdb/s3/s3-path";
import type { DuckdbFileTable, EngineTarget } from "@/lib/engines/engine";
import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import type { ConnectionSettings, FileSettings } from "./connection-schema";
import { settingsLocation } from "./connection-settings";
import type { DatabaseLocation } from "./database-url";
import { canonicalTablePath, fixedFolder } from "./file-paths";
import { fillPathTemplate } from "./path-template";
import { requireOpenLocation } from "./reserved-targets";
import { s3LoginOf } from "./s3-settings";
import { fillUrlTemplate } from "./url-template";

/** Where one table's file is for an actor. */
export interface FileTemplate {
  readonly schema: string;
  readonly table: string;
  readonly path: string;
}

/** A template of a database's URL with everything it takes to fill it in. */
export interface UrlPin {
  readonly template: string;
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface FilePin extends FileTemplate {
  readonly values: Readonly<Record<string, ParameterValue>>;
}

/** The connection layer that puts an actor into a target of their own. */
export interface TargetLayer {
  readonly url: UrlPin | null;
  readonly files: readonly FilePin[];
}

export interface TargetOptions {
  readonly layer: TargetLayer | null;
  /** Database role to run as. */
  readonly role: string | null;
  /** File tables that may be opened, all others are left out of the instance; null for all. */
  readonly tables: readonly { readonly schema: string; readonly name: string }[] | null;
}

/**
 * The one database or set of files that a query of this actor may reach. Without a layer that is the connection's own;
 * with one, what its template gives for the actor's values, checked again after filling in.
 *
 * @throws DomainError `query_refused` when a value is missing or does not fit its place.
 */
export async function resolveTarget(settings: ConnectionSettings, options: TargetOptions): Promise<EngineTarget> {
  if (settings.engine === "DUCKDB") return fileTarget(settings, fileTables(settings, options));
  const { layer, role } = options;
  if (!layer?.url) return databaseTarget(settingsLocation(settings), role);
  const location = fillUrlTemplate(layer.url.template, layer.url.values, layer.url.secrets);
  await requireOpenTarget(location);
  if (location.engine !== settings.engine) throw notAllowed();
  return databaseTarget(location, role);
}

/** The connection as an admin describes it, for testing and for reading its catalog. */
export function baseTarget(settings: ConnectionSettings): Promise<EngineTarget> {
  return resolveTarget(settings, { layer: null, role: null, tables: null });
}

/** PostgreSQL alone can run a query as another role; elsewhere one that is asked for refuses. */
function databaseTarget({ engine, ssl, ...login }: DatabaseLocation, role: string | null): EngineTarget {
  if (engine === "POSTGRES") return { engine: "postgres", ...login, ssl, ...(role ? { role: roleName(role) } : {}) };
  if (role) throw new DomainError("query_refused", "A policy names a database role, which this connection has none of");
  return engine === "MYSQL"
    ? { engine: "mysql", ...login, ssl }
    : { engine: "clickhouse", ...login, secure: ssl !== "disable" };
}

/** PostgreSQL takes a role named `none` for going back to the login. */
function roleName(role: string): string {
  if (role.toLowerCase() === "none") throw notAllowed();
  return role;
}

async function requireOpenTarget(location: DatabaseLocation): Promise<void> {
  try {
    await requireOpenLocation(location);
  } catch (error) {
    throw error instanceof DomainError ? notAllowed() : error;
  }
}

function notAllowed(): DomainError {
  return new DomainError("query_refused", "A policy leads to a target that is not allowed");
}

function fileTables(settings: FileSettings, { layer, tables }: TargetOptions): DuckdbFileTable[] {
  const wanted = tables && new Set(tables.map((table) => `${table.schema}.${table.name}`));
  return settings.tables
    .filter((table) => !wanted || wanted.has(`${table.schema}.${table.name}`))
    .map((table) => {
      const pin = layer?.files.find((file) => file.schema === table.schema && file.table === table.name);
      const path = pin ? fillPathTemplate(pin.path, pin.values) : canonicalTablePath(table.path);
      return { schema: table.schema, name: table.name, format: table.format, path };
    });
}

function fileTarget({ s3 }: FileSettings, tables: DuckdbFileTable[]): EngineTarget {
  const local = tables.filter((table) => !isS3Path(table.path));
  if (!s3 && local.length < tables.length) throw notAllowed();
  const directories = [...new Set(local.map((table) => fixedFolder(table.path)))].sort();
  return { engine: "duckdb", directories, tables, ...(s3 ? { s3: s3LoginOf(s3) } : {}) };
}
