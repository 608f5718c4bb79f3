import { describe, expect, test } from "vitest";
import type { SqlRefusal } from "@/lib/sql/sql-refusal";
import { dialects, refusalOf, securedText } from "./guard-fixture";

/** Statements that differ only in a name: hidden, foreign, system, excluded on one side, invented on the other. */
const tablePairs = [
  ["SELECT * FROM payroll", "SELECT * FROM nothing"],
  ["SELECT payroll.id FROM sales, payroll", "SELECT nothing.id FROM sales, nothing"],
  ["SELECT * FROM tenant_b.secrets", "SELECT * FROM tenant_b.nothing"],
  ["SELECT * FROM tenant_b.secrets", "SELECT * FROM nowhere.secrets"],
  ["SELECT * FROM pg_catalog.pg_class", "SELECT * FROM pg_catalog.nothing"],
  ["SELECT 1 WHERE EXISTS (SELECT 1 FROM payroll)", "SELECT 1 WHERE EXISTS (SELECT 1 FROM nothing)"],
] as const;

const columnPairs = [
  ["SELECT discount FROM sales", "SELECT invented FROM sales"],
  ["SELECT s.discount FROM sales s", "SELECT s.invented FROM sales s"],
  ["SELECT public.sales.discount FROM sales", "SELECT public.sales.invented FROM sales"],
  ["SELECT 1 FROM sales WHERE discount > 1", "SELECT 1 FROM sales WHERE invented > 1"],
  ["SELECT 1 FROM sales ORDER BY discount", "SELECT 1 FROM sales ORDER BY invented"],
  ["SELECT 1 FROM sales GROUP BY discount", "SELECT 1 FROM sales GROUP BY invented"],
  ["SELECT 1 FROM sales JOIN regions USING (discount)", "SELECT 1 FROM sales JOIN regions USING (invented)"],
  ["SELECT ctid FROM sales", "SELECT abcd FROM sales"],
] as const;

/** Past a table that hides a name, one that the query gave itself means that one, whether a column is hidden or not. */
const outerPairs = [
  [
    "SELECT (SELECT max(discount) FROM sales) FROM (SELECT 1 AS discount) o",
    "SELECT (SELECT max(invented) FROM sales) FROM (SELECT 1 AS invented) o",
  ],
  [
    "SELECT (SELECT discount FROM (SELECT * FROM sales) s) FROM (SELECT 1 AS discount) o",
    "SELECT (SELECT invented FROM (SELECT * FROM sales) s) FROM (SELECT 1 AS invented) o",
  ],
  [
    "SELECT (SELECT count(*) FROM sales WHERE discount = 1) FROM regions AS r (discount, name)",
    "SELECT (SELECT count(*) FROM sales WHERE invented = 1) FROM regions AS r (invented, name)",
  ],
] as const;

const names = /payroll|secrets|nowhere|pg_class|nothing|discount|invented|ctid|abcd|tenant_b/g;

function seen(refusal: { code: string; message: string; line?: number; column?: number }) {
  return { code: refusal.code, message: refusal.message.replace(names, "x"), line: refusal.line };
}

describe.each(dialects)("what a tenant must not know of looks like what is not there (%s)", (dialect) => {
  test.each(tablePairs)("R04: a table, %s and %s", async (hidden, invented) => {
    const [a, b] = [await refusalOf(dialect, hidden), await refusalOf(dialect, invented)];
    expect(seen(a)).toEqual(seen(b));
    expect(a.code).toBe("sql_unknown_table");
  });

  test.each(columnPairs)("R04: a column, %s and %s", async (hidden, invented) => {
    const [a, b] = [await refusalOf(dialect, hidden), await refusalOf(dialect, invented)];
    expect(seen(a)).toEqual(seen(b));
    expect(a.code).toBe("sql_unknown_column");
  });

  test.each(outerPairs)("R04: an outer column, %s and %s", async (hidden, invented) => {
    const answers = await Promise.all(
      [hidden, invented].map((sql) => securedText(dialect, sql).catch((error: SqlRefusal) => error.message)),
    );
    const [a, b] = answers.map((answer) => answer.replace(names, "x"));
    expect(a).toBe(b);
    expect(answers.some((answer) => answer.includes("not available"))).toBe(false);
  });

  test("R04: one name gives one answer, byte for byte, whichever reason hides it", async () => {
    const hidden = await refusalOf(dialect, "SELECT * FROM payroll");
    const message = 'Table "payroll" does not exist or is not available to you';
    expect({ ...hidden, message: hidden.message }).toEqual({
      name: "SqlRefusal",
      code: "sql_unknown_table",
      message,
      line: 1,
      column: 15,
    });
  });

  test("a refusal says where, in the author's own lines and columns, placeholders before it notwithstanding", async () => {
    const refusal = await refusalOf(dialect, "SELECT 'é', {{ one }}, '{{ tenant.key }}',\n  invented\nFROM sales");
    expect([refusal.line, refusal.column]).toEqual([2, 3]);
    const syntax = await refusalOf(dialect, "SELECT '日本 é',\n {{ one }} )");
    expect([syntax.code, syntax.line, syntax.column]).toEqual(["sql_syntax_error", 2, 12]);
  });
});
