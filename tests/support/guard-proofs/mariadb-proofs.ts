import { randomBytes } from "node:crypto";
import type { MysqlTarget } from "@/lib/engines/engine";
import { runOnEngine } from "@/lib/engines/run";
import { worldActors } from "../guarded-world/world-actors";
import { contextOf, fullDatabase, ownDatabase } from "../guarded-world/world-statements";
import { createMariadbDatabase, type MariadbDatabase } from "../source-servers";
import { dialectProfiles } from "../sql-generator/dialect-profile";
import { visibleTables } from "./postgres-proofs";
import { inSchema, type Proof, type RunSql } from "./prove-query";

const opened: { readonly database: MariadbDatabase; readonly login: string }[] = [];
const maximumRows = 50_000;

export interface OpenedMariadb {
  readonly name: string;
  readonly run: RunSql;
  /** Fails with the server's own words, which the product's engine keeps to itself, and a report of a failure needs. */
  readonly runOrExplain: RunSql;
}

/**
 * A database of these statements (given its name), read as the product reads: by its own engine, with a login that can
 * only read. Answers as JSON texts of rows; `public.` in a query is this database.
 */
export async function openMariadb(statements: (database: string) => readonly string[]): Promise<OpenedMariadb> {
  const database = await createMariadbDatabase();
  const login = `proof_${randomBytes(5).toString("hex")}`;
  opened.push({ database, login });
  for (const statement of statements(database.name)) await database.admin.query(statement);
  await database.admin.query(
    `CREATE USER ${login} IDENTIFIED BY 'proof'; GRANT SELECT ON \`${database.name}\`.* TO ${login}`,
  );
  const target = database.target({ user: login, password: "proof" });
  const run = (sql: string) => rowsOf(target, inSchema(sql, database.name));
  const explain = async (error: unknown, sql: string): Promise<never> => {
    await database.admin.query(inSchema(sql, database.name));
    throw error;
  };
  return { name: database.name, run, runOrExplain: (sql) => run(sql).catch((error) => explain(error, sql)) };
}

async function rowsOf(target: MysqlTarget, sql: string): Promise<string[]> {
  const result = await runOnEngine(target, sql, { maximumRows, timeoutMilliseconds: 20_000 });
  if (result.truncated) throw new Error(`More than ${maximumRows} rows`);
  return Array.from({ length: result.rowCount }, (_, row) => JSON.stringify(result.data.map((column) => column[row])));
}

/** The guard on one database of everything, beside databases that hold one actor's rows and columns. */
export async function mariadbProofs(): Promise<Proof[]> {
  const guarded = await openMariadb((name) => fullDatabase("mysql", name));
  return Promise.all(
    worldActors.map(async (actor) => ({
      name: actor.name,
      profile: dialectProfiles.mysql,
      context: contextOf("mysql", actor, guarded.name),
      schema: guarded.name,
      tables: visibleTables(actor),
      guarded: guarded.runOrExplain,
      own: (await openMariadb((name) => ownDatabase("mysql", actor, name))).runOrExplain,
      // MariaDB 10.11 merges derived tables under NOT IN and finds window functions where the text has none.
      engineFault: /Window function is not allowed in window specification/,
    })),
  );
}

export async function closeMariadbProofs(): Promise<void> {
  for (const { database, login } of opened.splice(0)) {
    await database.admin.query(`DROP USER ${login}`);
    await database.drop();
  }
}
