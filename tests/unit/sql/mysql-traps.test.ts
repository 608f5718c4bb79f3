import { describe, expect, test } from "vitest";
import { secureSql } from "@/lib/sql/secure-sql";
import { predicate, refusalOf, rule, securedText, tenantContext } from "./guard-fixture";

const text = (sql: string) => securedText("mysql", sql);
const code = async (sql: string) => (await refusalOf("mysql", sql)).code;
const derived =
  "(SELECT __p.id AS id, __p.state AS state, __p.amount AS amount, __p.day AS day, '***' AS ssn, __p.region_id AS region_id FROM public.sales AS __p WHERE __p.state IN ('CA', 'NV') LIMIT 18446744073709551615)";

describe("traps of MySQL and MariaDB", () => {
  test("a read becomes a derived table of visible columns and rows behind a fence, where it stands", async () => {
    expect(await text("SELECT * FROM sales LIMIT 10")).toBe(`SELECT * FROM ${derived} AS sales LIMIT 10`);
    expect(await text("SELECT name FROM regions")).toBe(
      "SELECT name FROM (SELECT __p.id AS id, __p.name AS name FROM public.regions AS __p) AS regions",
    );
  });

  test("names stand in backticks, qualified by their database", async () => {
    const { sql } = await secureSql("SELECT Id AS `a``b` FROM sales", tenantContext("mysql"));
    expect(sql).toContain("`Id` AS `a``b` FROM (SELECT `__p`.`id` AS `id`");
    expect(sql).toContain("FROM `public`.`sales` AS `__p`");
  });

  test("comments go, and what executes inside of one refuses", async () => {
    expect(await text("SELECT /* a */ 1 -- b\n + 1 # c\n")).toBe("SELECT 1 + 1");
    expect(await text("SELECT '/*! 1 */', '-- ', '# '")).toBe("SELECT '/*! 1 */', '-- ', '# '");
    expect(await text("SELECT 1--1")).toBe("SELECT 1 - - 1");
    for (const sql of ["SELECT /*! 1 */", "SELECT /*!50000 1 */", "SELECT /*M! 1 */", "SELECT /*+ X() */ 1"])
      expect(await code(sql)).toBe("sql_construct_not_allowed");
  });

  test("a string says what the server would read, and is printed so that it ends there in every mode", async () => {
    expect(await text(String.raw`SELECT 'a\'b', "it's", 'a''b', 'x\ty'`)).toBe("SELECT 'a''b', 'it''s', 'a''b', 'x y'");
    expect(await text(String.raw`SELECT 'a\\', 'b'`)).toBe("SELECT _utf8mb4 x'615c', 'b'");
    expect(await text(String.raw`SELECT '\' OR 1=1 -- '`)).toBe("SELECT ''' OR 1=1 -- '");
    expect(await code(String.raw`SELECT 'a\'`)).toBe("sql_syntax_error");
  });

  test.each(["tinyint(1)", "bit(1)", "tinyint(3) unsigned", "mediumint(8)", "year(4)"])(
    "R12: text beside %s refuses, since the server would read it as 0 and show the rows that have it",
    async (type) => {
      const columns = ["id", "part"].map((name) => ({ name, type: name === "id" ? "int(11)" : type }));
      const read = (part: string | number | boolean) => {
        const filters = [predicate("part IN {{ part }} AND part = {{ part }}", { part })];
        const change = { columns, filters, excludedColumns: [], maskedColumns: {} };
        return securedText("mysql", "SELECT id FROM sales", tenantContext("mysql", change));
      };
      for (const part of ["", "x", "1 OR 1", "0x1"]) {
        await expect(read(part)).rejects.toMatchObject({ code: "sql_parameter_invalid" });
      }
      expect(await read("1")).toContain("__p.part IN (1) AND __p.part = 1");
      const isFlag = /^(?:tinyint\(1\)|bit)/.test(type);
      if (isFlag) expect(await read("true")).toContain("__p.part IN (TRUE) AND __p.part = TRUE");
      else await expect(read("true")).rejects.toMatchObject({ code: "sql_parameter_invalid" });
    },
  );

  test("every WITH query gets a fresh name, and one that reads its own name reads the table", async () => {
    expect(await text("WITH sales AS (SELECT * FROM sales) SELECT id FROM sales")).toBe(
      `WITH __c1 AS (SELECT * FROM ${derived} AS sales) SELECT id FROM __c1 AS sales`,
    );
    expect(await code("WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a")).toBe(
      "sql_unknown_table",
    );
  });

  test("words are printed in the author's order and grouping, so that the server's precedence is the author's", async () => {
    const sql =
      "SELECT id | 1 ^ 2 & 3 << 1 + 2 * 3 DIV 4 AS x FROM sales WHERE NOT id = 1 = 0 XOR id AND 1 OR - id BETWEEN 1 AND 2";
    expect(await text(sql)).toBe(sql.replace("FROM sales", `FROM ${derived} AS sales`));
    expect(await text("SELECT id FROM regions EXCEPT SELECT 1 INTERSECT SELECT 2")).toContain(
      "EXCEPT SELECT 1 INTERSECT",
    );
  });

  test("what the parser takes for something else refuses instead of changing its meaning", async () => {
    expect(await code("SELECT id FROM sales AS s (a, b)")).toMatch(/^sql_(?:not_verified|construct_not_allowed)$/);
    expect(await text("SELECT id FROM sales WHERE NOT state LIKE 'a' AND id > 1")).toContain(
      "WHERE NOT (state LIKE 'a') AND id > 1",
    );
    expect(await text("SELECT id FROM sales s USE INDEX (a, b) WHERE NOT id BETWEEN 1 AND 2")).toBe(
      `SELECT id FROM ${derived} AS s WHERE NOT id BETWEEN 1 AND 2`,
    );
    expect(await text("SELECT group_concat(state, id ORDER BY id) FROM sales")).toContain(
      "GROUP_CONCAT(state, id ORDER BY id)",
    );
    expect(await text("SELECT char_length(state) AS a, log(2), length(state) AS b FROM sales")).toContain(
      "char_length(state) AS a, log(2), length(state) AS b",
    );
  });

  test("tables fold case when that is no other table, and the catalog's spelling is printed", async () => {
    expect(await text("SELECT id FROM SALES")).toBe(`SELECT id FROM ${derived} AS SALES`);
    expect(await code("SELECT DisCount FROM Sales")).toBe("sql_unknown_column");
  });

  test("excluded columns vanish whatever their case, masks stand in every place", async () => {
    const context = tenantContext("mysql", {
      excludedColumns: ["DISCOUNT"],
      maskedColumns: { SSN: { sql: "concat('x', right(ssn, 1))", values: {}, rule } },
      filters: [predicate("ssn = {{ x }}", { x: "a" })],
    });
    expect(await securedText("mysql", "SELECT * FROM sales", context)).toBe(
      "SELECT * FROM (SELECT __p.id AS id, __p.state AS state, __p.amount AS amount, __p.day AS day, concat('x', right(__p.ssn, 1)) AS ssn, __p.region_id AS region_id FROM public.sales AS __p WHERE __p.ssn = 'a' LIMIT 18446744073709551615) AS sales",
    );
  });

  test("a number beside text is text, so that the column is never converted row by row", async () => {
    const context = tenantContext("mysql", { filters: [predicate("state = {{ n }}", { n: 5 })] });
    expect(await securedText("mysql", "SELECT id FROM sales", context)).toContain("__p.state = '5'");
  });

  test("a column without a name is called by its expression as the author wrote the names", async () => {
    const { sql } = await secureSql("SELECT sum(amount) / 2, 1 FROM sales", tenantContext("mysql"));
    expect(sql).toMatch(/^SELECT sum\(`amount`\) \/ 2 AS `sum\(amount\) \/ 2`, 1 FROM/);
  });
});
