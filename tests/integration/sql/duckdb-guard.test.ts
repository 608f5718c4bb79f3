import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secureSql } from "@/lib/sql/secure-sql";
import { duckdbQueries } from "../../unit/sql/duckdb-queries";
import { tenantContext } from "../../unit/sql/guard-fixture";
import { asMultiset, fullDatabase, holdsCanary, isComparable, tenantsOwnDatabase } from "./guarded-data";

const opened: DuckDBInstance[] = [];

async function openDatabase(statements: readonly string[]): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  opened.push(instance);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  await connection.run("SET search_path = 'public'");
  await connection.run("SET disabled_optimizers = 'statistics_propagation'");
  return connection;
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<unknown[]> {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}

describe("DuckDB answers secured SQL as if the other tenants did not exist", () => {
  let full: DuckDBConnection;
  let own: DuckDBConnection;
  const context = tenantContext("duckdb");

  beforeAll(async () => {
    full = await openDatabase(fullDatabase);
    own = await openDatabase(tenantsOwnDatabase);
  });
  afterAll(() => {
    for (const instance of opened) instance.closeSync();
  });

  test.each(duckdbQueries.filter(isComparable))("%s", async (sql) => {
    const { sql: secured } = await secureSql(sql, context);
    const answer = await rowsOf(full, secured);
    expect(asMultiset(answer)).toEqual(asMultiset(await rowsOf(own, sql)));
    expect(holdsCanary(answer)).toBe(false);
  });

  test("the canaries are there to be found", async () => {
    expect(holdsCanary(await rowsOf(full, "SELECT * FROM public.sales"))).toBe(true);
  });

  test("every query that is not compared runs too", async () => {
    for (const sql of duckdbQueries.filter((query) => !isComparable(query))) {
      expect(holdsCanary(await rowsOf(full, (await secureSql(sql, context)).sql))).toBe(false);
    }
  });

  test("a condition that could fail on hidden rows runs above the fence, one that cannot needs none", async () => {
    const leaky = await secureSql("SELECT id FROM sales WHERE amount::tinyint % 2 = 1", context);
    expect(leaky.trace.tables[0]?.fenced).toBe(true);
    await expect(rowsOf(full, "SELECT id FROM public.sales WHERE amount::tinyint % 2 = 1")).rejects.toThrow();
    const plan = JSON.stringify(await rowsOf(full, `EXPLAIN ${leaky.sql}`));
    expect(plan.indexOf("AS TINYINT")).toBeGreaterThan(0);
    expect(plan.indexOf("AS TINYINT")).toBeLessThan(plan.indexOf("WINDOW"));
    const plain = await secureSql(
      "SELECT id FROM sales WHERE amount > 1 AND state LIKE 'C%' AND day >= '2020-01-01'",
      context,
    );
    expect(plain.trace.tables[0]?.fenced).toBe(false);
  });

  test("a sample of a fixed number of rows does not tell how many rows are hidden", async () => {
    for (const size of ["reservoir(3 ROWS)", "(3 ROWS)"]) {
      const { sql } = await secureSql(`SELECT id FROM sales TABLESAMPLE ${size}`, context);
      expect(await rowsOf(full, sql)).toHaveLength(3);
    }
  });

  test("a condition that fails on hidden rows alone does not fail", async () => {
    const sql = "SELECT count(*) FROM sales WHERE amount::smallint > 0";
    expect(await rowsOf(full, (await secureSql(sql, context)).sql)).toEqual(await rowsOf(own, sql));
  });
});
