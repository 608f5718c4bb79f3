import { describe, expect, test } from "vitest";
import { predicate, refusalOf, rule, securedText, tenantContext } from "./guard-fixture";

const text = (sql: string) => securedText("duckdb", sql);
const code = async (sql: string) => (await refusalOf("duckdb", sql)).code;
const derived =
  "(SELECT __p.id, __p.state, __p.amount, __p.\"day\", '***' AS ssn, __p.region_id FROM public.sales AS __p WHERE (__p.state IN ('CA', 'NV')))";

describe("traps of DuckDB", () => {
  test("a read becomes a derived table of visible columns and rows, where it stands", async () => {
    expect(await text("SELECT * FROM sales LIMIT 10")).toBe(`SELECT * FROM ${derived} AS sales LIMIT 10`);
    expect(await text("FROM sales")).toBe(`SELECT * FROM ${derived} AS sales`);
  });

  test("names fold without case, quoted or not, for tables, columns and exclusions", async () => {
    expect(await text('SELECT "STATE" FROM "SALES"')).toBe(`SELECT STATE FROM ${derived} AS SALES`);
    expect(await code('SELECT "DisCount" FROM Sales')).toBe("sql_unknown_column");
    expect(await code('SELECT * FROM "PAYROLL"')).toBe("sql_unknown_table");
    const context = tenantContext("duckdb", {
      excludedColumns: ["DISCOUNT"],
      maskedColumns: { SSN: { sql: "'***'", values: {}, rule } },
    });
    expect(await securedText("duckdb", "SELECT * FROM sales", context)).toBe(`SELECT * FROM ${derived} AS sales`);
  });

  test("every WITH query gets a fresh name, and one that reads its own name reads the table", async () => {
    expect(await text("WITH sales AS (SELECT * FROM sales) SELECT id FROM sales")).toMatch(
      /^WITH __c1 AS \(SELECT \* FROM \(SELECT __p.*\) AS sales\) ?SELECT id FROM __c1 AS sales$/,
    );
  });

  test("a file, a schema or a catalog in FROM is a table that does not exist", async () => {
    for (const name of [
      "'sales.csv'",
      "'/etc/passwd'",
      '"s3://bucket/x.parquet"',
      "memory.public.sales",
      "temp.sales",
    ]) {
      expect(await code(`SELECT * FROM ${name}`)).toBe("sql_unknown_table");
    }
  });

  test("a sample is drawn from the visible rows, by share and by number", async () => {
    for (const size of ["10%", "reservoir(100 ROWS)", "bernoulli(10 PERCENT) REPEATABLE (7)"]) {
      const secured = await text(`SELECT id FROM sales TABLESAMPLE ${size}`);
      expect(secured).toContain(`FROM ${derived} AS sales TABLESAMPLE `);
      expect(secured.match(/TABLESAMPLE/g)).toHaveLength(1);
    }
  });

  test("EXCLUDE and REPLACE name visible columns only", async () => {
    expect(await code("SELECT * EXCLUDE (discount) FROM sales")).toBe("sql_unknown_column");
    expect(await code("SELECT * REPLACE (1 AS discount) FROM sales")).toBe("sql_unknown_column");
  });

  test("a star of a name that needs quotes keeps them", async () => {
    expect(await text('SELECT "group".*, "Two Words".* FROM regions AS "group", regions AS "Two Words"')).toMatch(
      /^SELECT "group"\.\*, "Two Words"\.\* FROM/,
    );
    expect(await text('SELECT "a"".* FROM payroll --".* FROM regions AS "a"".* FROM payroll --"')).toContain(
      'SELECT "a"".* FROM payroll --".* FROM',
    );
  });

  test("a cross join inside another join stays inside it", async () => {
    expect(await text("SELECT 1 FROM regions a CROSS JOIN regions b RIGHT JOIN regions c ON b.id = c.id")).toMatch(
      /AS a INNER JOIN .* AS b ON \(CAST\('t' AS BOOLEAN\)\) RIGHT JOIN/,
    );
    expect(await text("SELECT 1 FROM regions a LEFT JOIN (regions b CROSS JOIN regions c) ON a.id = c.id")).toMatch(
      /AS a LEFT JOIN .* AS b INNER JOIN .* AS c ON \(CAST/,
    );
    expect(await text("SELECT 1 FROM regions a, regions b, regions c")).toMatch(/AS a , .* AS b , .* AS c$/);
  });

  test("numbers keep their digits and kind", async () => {
    const sql = "SELECT 12345678901234567890123, 9007199254740993, 0.1000000000000000055, 1e300, -1.50, true";
    expect(await text(sql)).toBe(
      "SELECT 12345678901234567890123, 9007199254740993, 0.1000000000000000055, CAST('1e300' AS DOUBLE), -1.50, CAST('t' AS BOOLEAN)",
    );
  });

  test("JSON's arrow is no lambda, and a lambda's parameter is no column", async () => {
    expect(await text(`SELECT ('{"a":1}'::JSON) -> '$.a'`)).toContain("->");
    expect(await code("SELECT state -> discount FROM sales")).toBe("sql_unknown_column");
    expect(await code("SELECT list_transform([1], x -> x + discount) FROM sales")).toBe("sql_unknown_column");
    expect(await text("SELECT list_transform([id], x -> x + amount) FROM sales")).toContain("(x -> (x + amount))");
  });

  test("a value of a policy beside a text column is text, so that the column is never converted", async () => {
    const context = tenantContext("duckdb", { filters: [predicate("state = {{ n }}", { n: 5 })] });
    expect(await securedText("duckdb", "SELECT id FROM sales", context)).toContain("__p.state = '5'");
  });

  test("series must be short and have constant ends", async () => {
    expect(await code("SELECT * FROM range(1000000000000)")).toBe("sql_construct_not_allowed");
    expect(await code("SELECT * FROM sales, range(sales.amount)")).toBe("sql_construct_not_allowed");
    expect(await text("SELECT * FROM range(10) r(i)")).toContain('"range"(10)');
  });

  test("a name that a table hides does not slip past it to another table's column, but to one the query gave itself", async () => {
    expect(await text("SELECT r.id FROM regions r WHERE EXISTS (SELECT 1 FROM sales WHERE name = state)")).toMatch(
      /"?name"? = state/,
    );
    const context = tenantContext("duckdb");
    const tables = context.tables.map((table) =>
      table.name === "regions"
        ? { ...table, columns: [...table.columns, { name: "discount", type: "integer" }] }
        : table,
    );
    const inner = "SELECT id FROM regions WHERE EXISTS (SELECT 1 FROM sales WHERE discount = 1)";
    expect((await refusalOf("duckdb", inner, { ...context, tables })).code).toBe("sql_unknown_column");
    expect(
      await text("SELECT 1 FROM (SELECT 1 AS discount) o WHERE EXISTS (SELECT 1 FROM sales WHERE discount = 1)"),
    ).toMatch(/WHERE \(?"?discount"? = 1/);
  });
});
