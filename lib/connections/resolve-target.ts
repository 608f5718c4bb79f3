import type { DuckdbFileTable, EngineTarget } from "@/lib/engines/engine";
import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import type { ConnectionSettings } from "./connection-schema";
import { settingsLocation } from "./connection-settings";
import { canonicalFilePath, fixedFolder } from "./file-paths";
import { fillPathTemplate } from "./path-template";
import type { PostgresLocation } from "./postgres-url";
import { requireAllowedLocation, requireForeignDatabase } from "./reserved-targets";
import { fillUrlTemplate } from "./url-template";

/** Where one table's file is for an actor. */
export interface FileTemplate {
  readonly schema: string;
  readonly table: string;
  readonly path: string;
}

/** The connection layer that puts an actor into a target of their own, with everything its templates need. */
export interface TargetLayer {
  readonly urlTemplate: string | null;
  readonly fileTemplates: readonly FileTemplate[];
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly secrets: Readonly<Record<string, string>>;
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
  if (settings.engine === "DUCKDB") return fileTarget(fileTables(settings, options));
  const { layer, role } = options;
  if (!layer?.urlTemplate) return { engine: "postgres", ...settingsLocation(settings), ...(role ? { role } : {}) };
  const location = fillUrlTemplate(layer.urlTemplate, layer.values, layer.secrets);
  await requireOpenLocation(location);
  return { engine: "postgres", ...location, ...(role ? { role } : {}) };
}

/** The connection as an admin describes it, for testing and for reading its catalog. */
export function baseTarget(settings: ConnectionSettings): Promise<EngineTarget> {
  return resolveTarget(settings, { layer: null, role: null, tables: null });
}

async function requireOpenLocation(location: PostgresLocation): Promise<void> {
  try {
    await requireForeignDatabase(location);
    await requireAllowedLocation(location);
  } catch (error) {
    if (error instanceof DomainError)
      throw new DomainError("query_refused", "A policy leads to a target that is not allowed");
    throw error;
  }
}

function fileTables(
  settings: Extract<ConnectionSettings, { engine: "DUCKDB" }>,
  { layer, tables }: TargetOptions,
): DuckdbFileTable[] {
  const wanted = tables && new Set(tables.map((table) => `${table.schema}.${table.name}`));
  return settings.tables
    .filter((table) => !wanted || wanted.has(`${table.schema}.${table.name}`))
    .map((table) => {
      const template = layer?.fileTemplates.find((file) => file.schema === table.schema && file.table === table.name);
      const path = template && layer ? fillPathTemplate(template.path, layer.values) : canonicalFilePath(table.path);
      return { schema: table.schema, name: table.name, format: table.format, path };
    });
}

function fileTarget(tables: DuckdbFileTable[]): EngineTarget {
  const directories = [...new Set(tables.map((table) => fixedFolder(table.path)))].sort();
  return { engine: "duckdb", directories, tables };
}
