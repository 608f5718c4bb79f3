import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { identifier, listLiteral, literal } from "./sql-text";
import { tableSource } from "./table-source";
import type { WorkerSettings, WorkerTable, WorkerTarget } from "./worker-protocol";

export interface OpenInstance {
  readonly instance: DuckDBInstance;
  /** Connections that no query runs on. */
  readonly idle: DuckDBConnection[];
  /** Tables that could not be opened; the others work. */
  readonly broken: readonly WorkerTable[];
}

/** Files of a table that are worth holding in memory, instead of being read again by every query. */
const loadedBytes = 8 * 1024 * 1024;

/**
 * Opens an instance that can read exactly one target's folders, and stays so: external access is off before the first
 * file is touched, and the configuration is locked before anybody's statement runs. What the lock leaves open (writing
 * inside the target's own folder) is refused by statement type in `execute.ts`.
 *
 * Small CSV files become tables in memory at once, because parsing them costs every query dear. With `load` so do small
 * Parquet files, as long as all tables together stay within `loadedMemory`; the rest are views over their files.
 */
export async function openInstance(
  target: WorkerTarget,
  settings: WorkerSettings,
  { load }: { load: boolean } = { load: false },
): Promise<OpenInstance> {
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
    const loaded = load ? await loadTables(connection, target.tables.filter(isWorthLoading), settings) : new Set();
    const broken: WorkerTable[] = [];
    for (const table of target.tables) {
      if (!loaded.has(table) && !(await createTable(connection, table))) broken.push(table);
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

/** Whether an instance opened with `load` would answer from memory what it otherwise reads from files. */
export function isWorthLoading({ format, files, bytes }: WorkerTable): boolean {
  return format === "parquet" && files.length > 0 && bytes <= loadedBytes;
}

/** The tables that fit, in the order given; a lower memory limit for the time of loading is what bounds them. */
async function loadTables(
  connection: DuckDBConnection,
  tables: readonly WorkerTable[],
  { loadedMemory, memoryLimit }: WorkerSettings,
): Promise<Set<WorkerTable>> {
  const loaded = new Set<WorkerTable>();
  await connection.run(`SET memory_limit = ${literal(loadedMemory)}`);
  for (const table of tables) {
    if (!(await createAs("TABLE", connection, table))) break;
    loaded.add(table);
  }
  await connection.run(`SET memory_limit = ${literal(memoryLimit)}`);
  return loaded;
}

function createTable(connection: DuckDBConnection, table: WorkerTable): Promise<boolean> {
  const loads = table.format === "csv" && table.bytes <= loadedBytes;
  return createAs(loads ? "TABLE" : "VIEW", connection, table);
}

async function createAs(kind: "TABLE" | "VIEW", connection: DuckDBConnection, table: WorkerTable): Promise<boolean> {
  if (table.files.length === 0) return false;
  const name = `${identifier(table.schema)}.${identifier(table.name)}`;
  try {
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${identifier(table.schema)}`);
    const source = await tableSource(connection, table);
    await connection.run(`CREATE ${kind} ${name} AS SELECT * FROM ${source}`);
    return true;
  } catch {
    return false;
  }
}
