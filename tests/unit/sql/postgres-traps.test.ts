import { describe, expect, test } from "vitest";
import { refusalOf, securedText, tenantContext } from "./guard-fixture";

const text = (sql: string) => securedText("postgres", sql);
const code = async (sql: string) => (await refusalOf("postgres", sql)).code;
const derived =
  "(SELECT __p.id, __p.state, __p.amount, __p.day, '***' AS ssn, __p.region_id FROM public.sales AS __p WHERE __p.state IN ('CA', 'NV'))";

describe("traps of PostgreSQL", () => {
  test("a read becomes a derived table of visible columns and rows, where it stands", async () => {
    expect(await text("SELECT * FROM sales LIMIT 10")).toBe(`SELECT * FROM ${derived} AS sales LIMIT 10`);
    expect(await text("SELECT r.id FROM regions r LEFT JOIN sales s ON s.id = r.id")).toContain(
      `LEFT JOIN ${derived} AS s ON`,
    );
  });

  test("every WITH query gets a fresh name, and one that reads its own name reads the table", async () => {
    expect(await text("WITH sales AS (SELECT * FROM sales) SELECT id FROM sales")).toBe(
      `WITH __c1 AS (SELECT * FROM ${derived} AS sales) SELECT id FROM __c1 AS sales`,
    );
  });

  test("the scope of a WITH in parentheses ends at its arm", async () => {
    const union = "(WITH sales AS (SELECT 1 AS id) SELECT id FROM sales) UNION SELECT id FROM sales";
    expect(await text(union)).toContain(`UNION SELECT id FROM ${derived} AS sales`);
  });

  test("a WITH inside a subquery hides the table there and nowhere else", async () => {
    const sql = "SELECT (WITH regions AS (SELECT 7 AS id) SELECT id FROM regions), id FROM regions";
    expect(await text(sql)).toMatch(/WITH __c1 AS .* FROM __c1 AS regions\), id FROM \(SELECT __p\.id/);
  });

  test("a recursive query reads itself by its fresh name, and forward names refuse", async () => {
    expect(await text("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t")).toContain(
      "FROM __c1 AS t",
    );
    expect(await code("WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a")).toBe(
      "sql_unknown_table",
    );
  });

  test("ONLY and TABLESAMPLE move inside", async () => {
    expect(await text("SELECT id FROM ONLY sales")).toContain("FROM ONLY public.sales AS __p WHERE");
    expect(await text("SELECT id FROM sales TABLESAMPLE system (5)")).toContain(
      "FROM public.sales AS __p TABLESAMPLE system (5) WHERE",
    );
  });

  test("a name with its schema loses it, because the derived table has none", async () => {
    expect(await text("SELECT public.sales.id FROM public.sales")).toContain("SELECT sales.id FROM (");
  });

  test("functions are printed with their schema, so that no function of the database stands in", async () => {
    expect(await text("SELECT count(*), lower(state) FROM sales GROUP BY lower(state)")).toMatch(
      /pg_catalog\.count\(\*\).*GROUP BY pg_catalog\.lower/,
    );
  });

  test("a column list or NATURAL JOIN over hidden columns refuses; over whole tables it is ordinary", async () => {
    expect(await code("SELECT * FROM sales AS s(a, b, c)")).toBe("sql_construct_not_allowed");
    expect(await code("SELECT * FROM sales NATURAL JOIN regions")).toBe("sql_construct_not_allowed");
    expect(await text("SELECT * FROM regions AS r(a, b)")).toContain("AS r(a, b)");
  });

  test("a name that a table hides does not slip past it to another table's column, but to one the query gave itself", async () => {
    expect(await text("SELECT r.id FROM regions r WHERE EXISTS (SELECT 1 FROM sales WHERE name = state)")).toContain(
      "WHERE name = state",
    );
    const context = tenantContext("postgres");
    const tables = context.tables.map((table) =>
      table.name === "regions"
        ? { ...table, columns: [...table.columns, { name: "discount", type: "integer" }] }
        : table,
    );
    const inner = "SELECT id FROM regions WHERE EXISTS (SELECT 1 FROM sales WHERE discount = 1)";
    expect((await refusalOf("postgres", inner, { ...context, tables })).code).toBe("sql_unknown_column");
    expect(
      await text("SELECT 1 FROM (SELECT 1 AS discount) o WHERE EXISTS (SELECT 1 FROM sales WHERE discount = 1)"),
    ).toMatch(/WHERE \(?"?discount"? = 1/);
  });

  test("grouping by a key no longer covers other columns, and the message says what to write", async () => {
    const refusal = await refusalOf("postgres", "SELECT s.id, s.state, count(*) FROM sales s GROUP BY s.id");
    expect(refusal.message).toBe('Selecting "s.state" without grouping by it is not allowed: add it to GROUP BY');
    for (const sql of [
      "SELECT s.id, state FROM sales s GROUP BY s.id, s.state",
      "SELECT id AS k, state FROM sales GROUP BY k, 2",
      "SELECT id, state FROM sales GROUP BY ROLLUP (id, (state, amount))",
      "SELECT lower(state), max(id) FROM sales GROUP BY state",
      "SELECT r.id, (SELECT max(s.id) FROM sales s GROUP BY r.id) FROM regions r",
    ]) {
      expect(await text(sql)).toContain("GROUP BY");
    }
  });

  test("the alias of the base table belongs to the guard", async () => {
    expect(await code("SELECT 1 FROM regions AS __p")).toBe("sql_construct_not_allowed");
    expect(await code("WITH __p AS (SELECT 1) SELECT 1 FROM __p")).toBe("sql_construct_not_allowed");
  });

  test("backslashes cannot end a literal, whatever the server thinks of them", async () => {
    expect(await text("SELECT id FROM sales WHERE state = 'a\\'")).toContain("state = E'a\\\\'");
  });
});
