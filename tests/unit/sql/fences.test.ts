import { describe, expect, test } from "vitest";
import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, TableAccess } from "@/lib/sql/security-context";
import { fenceChoosingDialects, rule, tenantContext } from "./guard-fixture";

async function isFenced(dialect: Dialect, sql: string, change: Partial<TableAccess> = {}): Promise<boolean> {
  const { sql: text, trace } = await secureSql(sql, tenantContext(dialect, change));
  const fenced = trace.tables.some((table) => table.fenced);
  expect(/OFFSET 0|QUALIFY \(row_number\(\) OVER \(\) > 0\)/.test(text)).toBe(fenced);
  return fenced;
}

const mask = (sql: string) => ({ maskedColumns: { ssn: { sql, values: {}, rule } } });

describe.each(fenceChoosingDialects)("the fence (%s)", (dialect) => {
  test.each([
    "SELECT id FROM sales WHERE id = 5 AND state IN ('CA', 'TX') AND day >= '2020-01-01'",
    "SELECT sum(amount) FROM sales WHERE NOT (state = 'CA' OR amount IS NULL)",
    "SELECT amount::text FROM sales WHERE id BETWEEN 1 AND 9",
    "SELECT * FROM sales s JOIN regions r ON r.id = s.region_id",
    "WITH s AS (SELECT state, sum(amount) AS total FROM sales GROUP BY state) SELECT * FROM s WHERE total IS NOT NULL",
    "SELECT state FROM sales WHERE EXISTS (SELECT 1 FROM regions r WHERE r.id = region_id)",
  ])("is not needed by %s", async (sql) => {
    expect(await isFenced(dialect, sql)).toBe(false);
  });

  test.each([
    "SELECT id FROM sales WHERE 1 / id > 0",
    "SELECT id FROM sales WHERE CAST(state AS integer) = 1",
    "SELECT id FROM sales WHERE (CASE WHEN id = 1 THEN CAST(state AS integer) ELSE 1 END) = 1",
    "SELECT id FROM sales WHERE state = 5 OR state IS NULL",
    "SELECT id FROM (SELECT id, CAST(state AS integer) AS n FROM sales) s WHERE n = 1",
    "WITH s AS (SELECT id, CAST(state AS integer) AS n FROM sales) SELECT id FROM s WHERE n = 1",
    "SELECT s.id FROM sales s JOIN regions r ON r.id = CAST(s.state AS integer)",
    "SELECT r.id FROM regions r JOIN sales s ON s.id + 1 = r.id",
    "SELECT id FROM regions r WHERE r.id IN (SELECT CAST(state AS integer) FROM sales)",
    "SELECT id FROM sales GROUP BY id HAVING id + 2147483647 > 0",
  ])("stands in %s", async (sql) => {
    expect(await isFenced(dialect, sql)).toBe(true);
  });

  test("is not needed where the policies hide nothing", async () => {
    const open = { filters: [], maskedColumns: {} };
    expect(await isFenced(dialect, "SELECT id FROM sales WHERE CAST(state AS integer) = 1", open)).toBe(false);
  });

  test("stands before a mask that is computed, not before one that is a constant", async () => {
    const sql = "SELECT id FROM sales WHERE ssn IS NULL";
    expect(await isFenced(dialect, sql, mask("'***'"))).toBe(false);
    expect(await isFenced(dialect, sql, mask("CAST(1 / id AS varchar)"))).toBe(true);
    expect(
      await isFenced(
        dialect,
        "SELECT id FROM (SELECT * FROM sales) s WHERE ssn IS NULL",
        mask("CAST(1 / id AS varchar)"),
      ),
    ).toBe(true);
  });
});

test("a condition on a name of the select list runs its expression (DuckDB)", async () => {
  expect(await isFenced("duckdb", "SELECT (CAST(amount AS tinyint) = 1) AS a FROM sales WHERE a")).toBe(true);
});
