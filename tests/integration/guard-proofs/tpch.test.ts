import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Dialect } from "@/lib/sql/security-context";
import { closeDuckdbProofs, openDuckdb } from "../../support/guard-proofs/duckdb-proofs";
import { closePostgresProofs, connectPostgres, createLogin } from "../../support/guard-proofs/postgres-proofs";
import type { RunSql } from "../../support/guard-proofs/prove-query";
import { createTestDatabase, runAsAdmin } from "../../support/test-database";
import { tpchAnswers } from "../../support/tpch/tpch-proof";
import { tpchQueries } from "../../support/tpch/tpch-queries";
import { tpchStatements, tpchTables, tpchTenants } from "../../support/tpch/tpch-tables";

const everybodys = () => tpchStatements(tpchTables(tpchTenants, true), "public");
const owns = () => tpchStatements(tpchTables(tpchTenants.slice(0, 1), false), "public");

async function openPostgres(statements: readonly string[]): Promise<RunSql> {
  const database = await createTestDatabase();
  const login = await createLogin(database);
  const rights = `GRANT USAGE ON SCHEMA public TO ${login}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${login}`;
  await runAsAdmin([...statements, rights, "ANALYZE"].join(";\n"), database);
  return connectPostgres(database, login, "public");
}

const engines: Record<Dialect, (statements: readonly string[]) => Promise<RunSql>> = {
  postgres: openPostgres,
  duckdb: (statements) => openDuckdb(["CREATE SCHEMA public", ...statements]),
};

afterAll(closePostgresProofs);
afterAll(closeDuckdbProofs);

describe.each(["postgres", "duckdb"] as const)("TPC-H with a policy on every table (%s)", (dialect) => {
  let guarded: RunSql;
  let own: RunSql;
  let answered = 0;

  beforeAll(async () => {
    guarded = await engines[dialect](everybodys());
    own = await engines[dialect](owns());
  });

  test.each(tpchQueries.map((sql, index) => [index + 1, sql] as const))("query %i", async (_number, sql) => {
    const answers = await tpchAnswers(dialect, sql, guarded, own);
    expect(answers.guarded).toEqual(answers.own);
    if (answers.own.some((row) => /[^[\],null]/.test(row))) answered += 1;
  });

  test("nearly every query finds rows, and other rows than without the policies", async () => {
    expect(answered).toBeGreaterThanOrEqual(21);
    expect(await guarded(tpchQueries[0] ?? "")).not.toEqual(await own(tpchQueries[0] ?? ""));
  });
});
