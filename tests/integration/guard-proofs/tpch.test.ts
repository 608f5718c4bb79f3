import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import { closeDuckdbProofs, openDuckdb } from "../../support/guard-proofs/duckdb-proofs";
import { closeMariadbProofs, openMariadb } from "../../support/guard-proofs/mariadb-proofs";
import { closePostgresProofs, connectPostgres, createLogin } from "../../support/guard-proofs/postgres-proofs";
import { hasMariadb } from "../../support/source-servers";
import { createTestDatabase, runAsAdmin } from "../../support/test-database";
import { type TpchDatabase, type TpchDialect, tpchAnswers } from "../../support/tpch/tpch-proof";
import { mysqlTpchQueries, tpchQueries } from "../../support/tpch/tpch-queries";
import { tpchStatements, tpchTables, tpchTenants } from "../../support/tpch/tpch-tables";

type Statements = (schema: string) => readonly string[];

const everybodys: Statements = (schema) => tpchStatements(tpchTables(tpchTenants, true), schema);
const owns: Statements = (schema) => tpchStatements(tpchTables(tpchTenants.slice(0, 1), false), schema);

async function openPostgres(statements: Statements): Promise<TpchDatabase> {
  const database = await createTestDatabase();
  const login = await createLogin(database);
  const rights = `GRANT USAGE ON SCHEMA public TO ${login}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${login}`;
  await runAsAdmin([...statements("public"), rights, "ANALYZE"].join(";\n"), database);
  return { schema: "public", run: await connectPostgres(database, login, "public") };
}

const engines: Record<TpchDialect, (statements: Statements) => Promise<TpchDatabase>> = {
  postgres: openPostgres,
  duckdb: async (statements) => ({
    schema: "public",
    run: await openDuckdb(["CREATE SCHEMA public", ...statements("public")]),
  }),
  mysql: async (statements) => {
    const { name, runOrExplain } = await openMariadb(statements);
    return { schema: name, run: runOrExplain };
  },
};

afterAll(closePostgresProofs);
afterAll(closeDuckdbProofs);
afterAll(async () => {
  await closeEngines();
  await closeMariadbProofs();
});

const dialects = ["postgres", "duckdb", "mysql"] as const;

describe.each(dialects)("TPC-H with a policy on every table (%s)", (dialect) => {
  if (dialect === "mysql" && !hasMariadb()) return test.skip("MariaDB is not there", () => {});
  let guarded: TpchDatabase;
  let own: TpchDatabase;
  let answered = 0;

  beforeAll(async () => {
    guarded = await engines[dialect](everybodys);
    own = await engines[dialect](owns);
  });

  const queries = dialect === "mysql" ? mysqlTpchQueries : tpchQueries;
  test.each(queries.map((sql, index) => [index + 1, sql] as const))("query %i", async (_number, sql) => {
    const answers = await tpchAnswers(dialect, sql, guarded, own);
    expect(answers.guarded).toEqual(answers.own);
    if (answers.own.some((row) => /[^[\],null]/.test(row))) answered += 1;
  });

  test("nearly every query finds rows, and other rows than without the policies", async () => {
    expect(answered).toBeGreaterThanOrEqual(21);
    expect(await guarded.run(tpchQueries[0] ?? "")).not.toEqual(await own.run(tpchQueries[0] ?? ""));
  });
});
