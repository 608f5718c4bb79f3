import type { ClickhouseTarget } from "@/lib/engines/engine";
import { runOnEngine } from "@/lib/engines/run";
import { worldActors } from "../guarded-world/world-actors";
import { contextOf, fullDatabase, ownDatabase } from "../guarded-world/world-statements";
import { type ClickhouseDatabase, createClickhouseDatabase } from "../source-servers";
import { dialectProfiles } from "../sql-generator/dialect-profile";
import { visibleTables } from "./postgres-proofs";
import { inSchema, type Proof, type RunSql } from "./prove-query";

const opened: ClickhouseDatabase[] = [];
const maximumRows = 50_000;

export interface OpenedClickhouse {
  readonly name: string;
  readonly run: RunSql;
  /** Fails with the server's own words, which the product's engine keeps to itself, and a report of a failure needs. */
  readonly runOrExplain: RunSql;
}

/**
 * A database of these statements (given its name), read as the product reads: by its own engine, with a login that can
 * only read. Answers as JSON texts of rows; `public.` in a query is this database.
 */
export async function openClickhouse(statements: (database: string) => readonly string[]): Promise<OpenedClickhouse> {
  const database = await createClickhouseDatabase();
  opened.push(database);
  for (const query of statements(database.name)) await database.admin.command({ query });
  const target = database.target();
  const run = (sql: string) => rowsOf(target, inSchema(sql, database.name));
  const explain = async (error: unknown, sql: string): Promise<never> => {
    const answer = await database.admin.query({ query: inSchema(sql, database.name), format: "JSONCompact" });
    await answer.text();
    throw error;
  };
  return { name: database.name, run, runOrExplain: (sql) => run(sql).catch((error) => explain(error, sql)) };
}

async function rowsOf(target: ClickhouseTarget, sql: string): Promise<string[]> {
  const result = await runOnEngine(target, sql, { maximumRows, timeoutMilliseconds: 20_000 });
  if (result.truncated) throw new Error(`More than ${maximumRows} rows`);
  return Array.from({ length: result.rowCount }, (_, row) => JSON.stringify(result.data.map((column) => column[row])));
}

/** The guard on one database of everything, beside databases that hold one actor's rows and columns. */
export async function clickhouseProofs(): Promise<Proof[]> {
  const guarded = await openClickhouse((name) => fullDatabase("clickhouse", name));
  return Promise.all(
    worldActors.map(async (actor) => ({
      name: actor.name,
      profile: dialectProfiles.clickhouse,
      context: contextOf("clickhouse", actor, guarded.name),
      schema: guarded.name,
      tables: visibleTables(actor),
      guarded: guarded.runOrExplain,
      own: (await openClickhouse((name) => ownDatabase("clickhouse", actor, name))).runOrExplain,
    })),
  );
}

export async function closeClickhouseProofs(): Promise<void> {
  for (const database of opened.splice(0)) await database.drop();
}
