import { describe, expect, test } from "vitest";
import { loadTemplates } from "@/lib/sql/dialects/duckdb/compile-policy";
import { parseDuckdb } from "@/lib/sql/dialects/duckdb/parse-duckdb";
import { verifySecured as verifyDuckdb } from "@/lib/sql/dialects/duckdb/verify";
import { loadPostgresParser, parsePostgres } from "@/lib/sql/dialects/postgres/parse-postgres";
import { verifySecured as verifyPostgres } from "@/lib/sql/dialects/postgres/verify";
import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { fenceChoosingDialects, tenantContext } from "./guard-fixture";

const position = () => ({ line: 1, column: 1 });

async function verify(dialect: Dialect, text: string, fenced = false): Promise<void> {
  const context = tenantContext(dialect);
  if (dialect === "duckdb")
    verifyDuckdb(await parseDuckdb(text, position), context, await loadTemplates(context), fenced);
  else {
    await loadPostgresParser();
    verifyPostgres(parsePostgres(text, position), context, fenced);
  }
}

const columns = "__p.id, __p.state, __p.amount, __p.day, '***' AS ssn, __p.region_id";
const guarded = `(SELECT ${columns} FROM public.sales AS __p WHERE __p.state IN ('CA', 'NV'))`;

describe.each(fenceChoosingDialects)("the second look at the printed text (%s)", (dialect) => {
  test.each([
    `SELECT * FROM ${guarded} AS s`,
    `WITH __c1 AS (SELECT * FROM ${guarded} AS s) SELECT * FROM __c1 AS s`,
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM ${guarded} AS s)`,
  ])("passes %s", async (text) => {
    await expect(verify(dialect, text)).resolves.toBeUndefined();
  });

  test.each([
    ["a bare read", "SELECT * FROM public.sales"],
    ["a bare read by its short name", "SELECT * FROM sales"],
    ["a bare read in a subquery", `SELECT (SELECT max(id) FROM public.sales) FROM ${guarded} AS s`],
    ["a bare read in WITH", "WITH __c1 AS (SELECT * FROM public.sales) SELECT * FROM __c1"],
    ["a derived table without its condition", `SELECT * FROM (SELECT ${columns} FROM public.sales AS __p) AS s`],
    ["one with other values", `SELECT * FROM ${guarded.replace("'NV'", "'TX'")} AS s`],
    ["one with a wider condition", `SELECT * FROM ${guarded.replace("WHERE", "WHERE true OR")} AS s`],
    ["one with a hidden column", `SELECT * FROM ${guarded.replace("__p.id", "__p.id, __p.discount")} AS s`],
    ["one without its mask", `SELECT * FROM ${guarded.replace("'***' AS ssn", "__p.ssn")} AS s`],
    [
      "one with a column in another's place",
      `SELECT * FROM ${guarded.replace("__p.amount", "__p.discount AS amount")} AS s`,
    ],
    [
      "one that joins another table",
      `SELECT * FROM ${guarded.replace("AS __p", "AS __p CROSS JOIN public.payroll")} AS s`,
    ],
    ["one over a hidden table", "SELECT * FROM (SELECT __p.id, __p.salary FROM public.payroll AS __p) AS p"],
    ["a WITH name that the guard did not give", `WITH sales AS (SELECT * FROM ${guarded} AS s) SELECT * FROM sales`],
    ["a guard's name without its WITH", "SELECT * FROM __c1"],
  ])("refuses %s", async (_what, text) => {
    await expect(verify(dialect, text)).rejects.toThrow(SqlRefusal);
  });

  test("refuses a fence that is missing", async () => {
    await expect(verify(dialect, `SELECT * FROM ${guarded} AS s`, true)).rejects.toThrow(SqlRefusal);
    const { sql } = await secureSql("SELECT id FROM sales WHERE 1 / id = 1", tenantContext(dialect));
    await expect(verify(dialect, sql, true)).resolves.toBeUndefined();
    await expect(verify(dialect, sql, false)).rejects.toThrow(SqlRefusal);
  });
});
