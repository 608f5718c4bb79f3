import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * The SQL that turns one database state into another, worked out by Prisma's own schema engine.
 * The WebAssembly build of the engine ships on npm, so no binary has to be fetched.
 *
 * @param from,to `{ tag: "empty" }`, `schemaTarget(text)` or `databaseTarget()`
 * @param databaseUrl the database that `databaseTarget()` means; never written to
 * @returns an empty string when there is nothing to change
 */
export async function schemaDiff({ from, to, databaseUrl = "postgresql://unused@127.0.0.1:1/unused", datamodels }) {
  const engine = await openEngine(databaseUrl, datamodels);
  const result = await engine.diff({
    from,
    to,
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const sql = result.stdout ?? "";
  return sql.trim() === "-- This is an empty migration." ? "" : sql;
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

async function openEngine(databaseUrl, datamodels) {
  const require = createRequire(import.meta.url);
  const modulePath = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  // Node 20 imports no .wasm file by itself, so the module is linked by hand.
  const bytes = await readFile(path.join(path.dirname(modulePath), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  return bindings.SchemaEngine.new({ datamodels }, () => {}, adapter);
}
