import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { worldActors } from "../guarded-world/world-actors";
import { contextOf, fullDatabase, ownDatabase } from "../guarded-world/world-statements";
import { dialectProfiles } from "../sql-generator/dialect-profile";
import { visibleTables } from "./postgres-proofs";
import type { Proof, RunSql } from "./prove-query";

const opened: DuckDBInstance[] = [];

/** A database of these statements, set up as the product sets its instances up; answers as JSON texts of rows. */
export async function openDuckdb(statements: readonly string[]): Promise<RunSql> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", enable_external_access: "false" });
  opened.push(instance);
  const connection: DuckDBConnection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  await connection.run("SET search_path = 'public'");
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run("SET disabled_optimizers = 'statistics_propagation'");
  return async (sql) => (await connection.runAndReadAll(sql)).getRowsJson().map((row) => JSON.stringify(row));
}

/** The guard on one database of everything, beside databases that hold one actor's rows and columns. */
export async function duckdbProofs(): Promise<Proof[]> {
  const guarded = await openDuckdb(fullDatabase("duckdb"));
  return Promise.all(
    worldActors.map(async (actor) => ({
      name: actor.name,
      profile: dialectProfiles.duckdb,
      context: contextOf("duckdb", actor),
      tables: visibleTables(actor),
      guarded,
      own: await openDuckdb(ownDatabase("duckdb", actor)),
    })),
  );
}

export function closeDuckdbProofs(): void {
  for (const instance of opened.splice(0)) instance.closeSync();
}
