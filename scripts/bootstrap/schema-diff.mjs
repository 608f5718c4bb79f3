import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * The SQL that turns one database state into another, worked out by Prisma's own schema engine.
 * The WebAssembly build of the engine ships on npm, so no binary has to be fetched.
 *
 * @param from,to `{ tag: "empty" }`, `schemaTarget(text)` or `databaseTarget(text)`
 * @param databaseUrl the database that `databaseTarget()` means; the engine connects even without that target, never writes
 * @returns an empty string when there is nothing to change
 */
export async function schemaDiff({ from, to, databaseUrl }) {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    const engine = await openEngine(pool);
    const filters = { externalTables: [], externalEnums: [] };
    const result = await engine.diff({ from, to, script: true, exitCode: null, filters });
    const sql = result.stdout ?? "";
    return sql.trim() === "-- This is an empty migration." ? "" : sql;
  } finally {
    await pool.end();
  }
}

/** The state that a Prisma schema text describes. */
export const schemaTarget = (content) => ({
  tag: "schemaDatamodel",
  files: [{ path: "schema.prisma", content }],
});

/** The state of the live database behind `databaseUrl`. */
export const databaseTarget = (content) => ({
  tag: "schemaDatasource",
  configDir: ".",
  files: [{ path: "schema.prisma", content }],
});

async function openEngine(pool) {
  // Once a process: the bindings remember the memory of the first module they were linked to.
  linking ??= linkBindings();
  const bindings = await linking;
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, await catalogAdapter(pool));
}

let linking;

async function linkBindings() {
  const modulePath = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  // The engine reports a crash to this global before it stops.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  // Node 20 imports no .wasm file by itself, so the module is linked by hand.
  const bytes = await readFile(path.join(path.dirname(modulePath), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/**
 * Prisma's adapter, with the catalog's one-byte type `"char"` added: the adapter refuses it, and the engine asks for it
 * when it describes a database.
 */
async function catalogAdapter(pool) {
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = await import("@prisma/driver-adapter-utils");
  const charOid = 18;
  const textOid = 25;
  const charColumns = new WeakMap();

  const query = pool.query.bind(pool);
  pool.query = async (...args) => {
    const result = await query(...args);
    charColumns.set(
      result.rows,
      result.fields?.map((field) => field.dataTypeID === charOid),
    );
    for (const field of result.fields ?? []) if (field.dataTypeID === charOid) field.dataTypeID = textOid;
    return result;
  };

  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      const result = await queryRaw(statement);
      const isChar = charColumns.get(result.rows) ?? [];
      const columnTypes = result.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return bindMigrationAwareSqlAdapterFactory(factory);
}
