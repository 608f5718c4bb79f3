import { randomBytes } from "node:crypto";
import pg from "pg";
import { type WorldActor, worldActors } from "../guarded-world/world-actors";
import { contextOf, fullDatabase, nativeDatabase } from "../guarded-world/world-statements";
import { takesNull, worldTables } from "../guarded-world/world-tables";
import { dialectProfiles } from "../sql-generator/dialect-profile";
import type { Relation } from "../sql-generator/scope";
import { createTestDatabase, runAsAdmin } from "../test-database";
import type { Proof, RunSql } from "./prove-query";

const opened: pg.Client[] = [];
const numericType = 1_700;

/** Numbers that are equal are written alike: which of `1.0` and `1.00` stands for a group is the planner's choice. */
function cellText(value: unknown, typeId: number): unknown {
  return typeId === numericType && typeof value === "string"
    ? value.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")
    : value;
}

/** Answers as JSON texts of rows, over a connection of this login. */
export async function connectPostgres(url: string, login: string, searchPath: string): Promise<RunSql> {
  const address = new URL(url);
  address.username = login;
  address.password = "proof";
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  opened.push(client);
  await client.query(
    `SET default_transaction_read_only = on; SET statement_timeout = 8000; SET search_path = ${searchPath}`,
  );
  const types = { getTypeParser: () => (text: string) => text };
  return async (sql) => {
    const { rows, fields } = await client.query<unknown[]>({ text: sql, rowMode: "array", types } as never);
    return rows.map((row) => JSON.stringify(row.map((cell, index) => cellText(cell, fields[index]?.dataTypeID ?? 0))));
  };
}

export async function createLogin(databaseUrl: string): Promise<string> {
  const login = `proof_${randomBytes(5).toString("hex")}`;
  await runAsAdmin(
    `CREATE ROLE ${login} LOGIN PASSWORD 'proof' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`,
    databaseUrl,
  );
  return login;
}

/** The guard on one database of everything, beside PostgreSQL's own row-level security on another. */
export async function postgresProofs(): Promise<Proof[]> {
  const everything = await createTestDatabase();
  const guardLogin = await createLogin(everything);
  const statements = [...fullDatabase("postgres"), `GRANT USAGE ON SCHEMA public TO ${guardLogin}`];
  statements.push(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${guardLogin}`, "ANALYZE");
  await runAsAdmin(statements.join(";\n"), everything);
  const guarded = await connectPostgres(everything, guardLogin, "pg_catalog");
  return Promise.all(worldActors.map((actor) => proofOf(actor, guarded)));
}

async function proofOf(actor: WorldActor, guarded: RunSql): Promise<Proof> {
  const database = await createTestDatabase();
  const login = await createLogin(database);
  await runAsAdmin([...nativeDatabase(actor, login), "ANALYZE"].join(";\n"), database);
  return {
    name: actor.name,
    profile: dialectProfiles.postgres,
    context: contextOf("postgres", actor),
    tables: visibleTables(actor),
    guarded,
    own: await connectPostgres(database, login, "public"),
  };
}

/** The tables as the generator may name them: what is hidden from the actor is not there. */
export function visibleTables(actor: WorldActor): Relation[] {
  return worldTables.map((table) => ({
    name: table.name,
    columns: Object.entries(table.columns)
      .filter(([column]) => !actor.views[table.name]?.excluded.includes(column))
      .map(([name, type]) => ({ name, type, small: type === "integer", required: !takesNull(table, name) })),
  }));
}

export async function closePostgresProofs(): Promise<void> {
  await Promise.all(opened.splice(0).map((client) => client.end()));
}
