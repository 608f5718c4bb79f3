import { describe, expect, test } from "vitest";
import { predicate, refusalOf, rule, securedText, tenantContext } from "./guard-fixture";

const text = (sql: string) => securedText("clickhouse", sql);
const code = async (sql: string) => (await refusalOf("clickhouse", sql)).code;
const derived =
  "(SELECT __p.__v0 AS id, __p.__v1 AS state, __p.__v2 AS amount, __p.__v4 AS day, '***' AS ssn, __p.__v6 AS region_id FROM (SELECT __p.id AS __v0, __p.state AS __v1, __p.amount AS __v2, __p.day AS __v4, __p.region_id AS __v6 FROM public.sales AS __p WHERE __p.state IN ('CA', 'NV') LIMIT 9223372036854775807) AS __p)";

describe("traps of ClickHouse", () => {
  test("a filter runs in a SELECT without masks, because there a mask's name would stand for its column", async () => {
    expect(await text("SELECT * FROM sales LIMIT 10")).toBe(`SELECT * FROM ${derived} AS sales LIMIT 10`);
    const context = tenantContext("clickhouse", {
      maskedColumns: { state: { sql: "concat(state, ssn)", values: {}, rule }, ssn: { sql: "'x'", values: {}, rule } },
      filters: [predicate("state = {{ one }}", { one: "CA" })],
    });
    const secured = await securedText("clickhouse", "SELECT state FROM sales", context);
    expect(secured).toContain("concat(__p.__v1, __p.__v5) AS state");
    expect(secured).toContain("__p.state AS __v1");
    expect(secured).toContain("__p.ssn AS __v5");
    expect(secured).toContain("WHERE __p.state = 'CA' LIMIT");
  });

  test("names compare exactly", async () => {
    expect(await code("SELECT * FROM Sales")).toBe("sql_unknown_table");
    expect(await code("SELECT STATE FROM sales")).toBe("sql_unknown_column");
    expect(await code("SELECT discount FROM sales")).toBe("sql_unknown_column");
  });

  test("R02: in trusted SQL a condition that the server would take for the select list's refuses", async () => {
    const trusted = { ...tenantContext("clickhouse"), isTrusted: true };
    for (const sql of [
      "SELECT id, 'CA' AS state FROM sales WHERE state = 'CA'",
      "SELECT id, 'CA' AS state FROM sales WHERE id > 1 AND (lower(state) = 'ca' OR id = 3)",
      "SELECT s.id, 'CA' AS state FROM sales AS s WHERE s.state = 'CA'",
      "SELECT s.id, 'x' AS name FROM sales AS s JOIN regions AS r ON s.region_id = r.id AND r.name = 'x'",
      "SELECT s.id, r.id AS region_id FROM sales AS s JOIN regions AS r ON s.region_id = r.id",
      "SELECT n FROM (SELECT count() AS n, 'CA' AS state FROM sales WHERE state = 'CA') AS t",
    ])
      expect((await refusalOf("clickhouse", sql, trusted)).code, sql).toBe("sql_construct_not_allowed");
    expect(await text("SELECT id, 'CA' AS state FROM sales WHERE state = 'CA'")).toContain("SELECT");
    for (const sql of [
      "SELECT id, state AS state FROM sales WHERE state = 'CA'",
      "SELECT s.id, s.region_id AS region_id FROM sales AS s JOIN regions AS r ON s.region_id = r.id",
      "SELECT lower(state) AS state, count() AS n FROM sales WHERE id > 1 GROUP BY state ORDER BY state",
      "SELECT id, lower(state) AS low FROM sales WHERE low = 'ca' AND state = 'CA'",
    ])
      expect(await securedText("clickhouse", sql, trusted), sql).toContain("SELECT");
  });

  test("FINAL moves inside, samples and prewhere refuse", async () => {
    expect(await text("SELECT id FROM regions FINAL")).toBe(
      "SELECT id FROM (SELECT __p.id AS id, __p.name AS name FROM public.regions AS __p FINAL) AS regions",
    );
    expect(await code("SELECT id FROM sales SAMPLE 0.1")).toBe("sql_construct_not_allowed");
    expect(await code("SELECT id FROM sales PREWHERE id = 1")).toBe("sql_construct_not_allowed");
  });

  test("strings with escapes that versions read differently refuse, others are printed with their own", async () => {
    expect(await text(String.raw`SELECT 'a\'b', 'it''s', 'c\\', '-- '`)).toBe(
      String.raw`SELECT 'a\'b', 'it\'s', 'c\\', '-- '`,
    );
    expect(await code(String.raw`SELECT 'a\%'`)).toBe("sql_construct_not_allowed");
  });

  test("table functions refuse, numbers with constant ends passes", async () => {
    expect(await text("SELECT number FROM numbers(10) AS n")).toBe("SELECT number FROM numbers(10) AS n");
    for (const call of ["merge('public', '.*')", "url('x', CSV, 'a')", "numbers(99999999)", "remote('a', b.c)"])
      expect(await code(`SELECT * FROM ${call}`)).toBe("sql_construct_not_allowed");
  });

  test("a table's name after IN is a read that refuses", async () => {
    expect(await code("SELECT id FROM sales WHERE id IN payroll")).toBe("sql_construct_not_allowed");
  });

  test("two dashes are a comment even before a number, as the server reads them", async () => {
    expect(await text("SELECT 1--1")).toBe("SELECT 1");
  });
});
