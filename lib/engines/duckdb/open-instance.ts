import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { identifier, listLiteral } from "./sql-text";
import { tableSource } from "./table-source";
import type { WorkerSettings, WorkerTable, WorkerTarget } from "./worker-protocol";

export interface OpenInstance {
  readonly instance: DuckDBInstance;
  /** Connections that no query runs on. */
  readonly idle: DuckDBConnection[];
  /** Tables that could not be opened; the others work. */
  readonly broken: readonly WorkerTable[];
}

/** Small CSV files are read once into memory instead of being parsed by every query. */
const loadedCsvBytes = 8 * 1024 * 1024;

/**
 * Opens an instance that can read exactly one target's folders, and stays so: external access is off before the first
 * file is touched, and the configuration is locked before anybody's statement runs. What the lock leaves open (writing
 * inside the target's own folder) is refused by statement type in `execute.ts`.
 */
export async function openInstance(target: WorkerTarget, settings: WorkerSettings): Promise<OpenInstance> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(settings.threads),
    memory_limit: settings.memoryLimit,
    temp_directory: "",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    allow_unsigned_extensions: "false",
    allow_persistent_secrets: "false",
  });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_directories = ${listLiteral(target.directories)}`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET TimeZone = 'UTC'");
    // It lets results depend on the minimum and maximum of rows that a policy hides.
    await connection.run("SET disabled_optimizers = 'statistics_propagation'");
    const broken: WorkerTable[] = [];
    for (const table of target.tables) {
      if (!(await createTable(connection, table))) broken.push(table);
    }
    await connection.run("SET lock_configuration = true");
    return { instance, idle: [], broken };
  } catch (error) {
    instance.closeSync();
    throw error;
  } finally {
    connection.closeSync();
  }
}

async function createTable(connection: DuckDBConnection, table: WorkerTable): Promise<boolean> {
  if (table.files.length === 0) return false;
  const loads = table.format === "csv" && table.bytes <= loadedCsvBytes;
  const name = `${identifier(table.schema)}.${identifier(table.name)}`;
  try {
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${identifier(table.schema)}`);
    const source = await tableSource(connection, table);
    await connection.run(`CREATE ${loads ? "TABLE" : "VIEW"} ${name} AS SELECT * FROM ${source}`);
    return true;
  } catch {
    return false;
  }
}
