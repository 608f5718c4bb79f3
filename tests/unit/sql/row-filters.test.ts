import { describe, expect, test } from "vitest";
import { secureSql } from "@/lib/sql/secure-sql";
import type { RowFilter } from "@/lib/sql/security-context";
import {
  dialects,
  fenceChoosingDialects,
  predicate,
  refusalOf,
  rule,
  securedText,
  tenantContext,
} from "./guard-fixture";

const pair = (state: string, id: number): RowFilter => ({
  kind: "all",
  of: [predicate("state = {{ state }}", { state }), predicate("id = {{ id }}", { id })],
});

describe.each(dialects)("row filters (%s)", (dialect) => {
  const text = (filters: RowFilter[], sql = "SELECT id FROM sales") =>
    securedText(dialect, sql, tenantContext(dialect, { filters }));

  test("R11: a union over groups is an OR of complete predicates", async () => {
    const printed = (await text([{ kind: "any", of: [pair("CA", 2020), pair("TX", 2021)] }])).replace(/[()]/g, "");
    expect(printed).toContain("WHERE __p.state = 'CA' AND __p.id = 2020 OR __p.state = 'TX' AND __p.id = 2021");
  });

  test("R11: filters of different policies hold together, an OR among them stays whole", async () => {
    const filters = [predicate("id > {{ n }}", { n: 1 }), { kind: "any" as const, of: [pair("CA", 1), pair("TX", 2)] }];
    expect(await text(filters)).toMatch(/__p\.id > 1\)? AND \(\(/);
  });

  test("R11: a filter with OR in its own text cannot loosen the others", async () => {
    expect(await text([predicate("state = 'CA' OR id = 1"), predicate("id = 2")])).toMatch(
      /\(\(?__p\.state = 'CA'\)? OR \(?__p\.id = 1\)?\) AND/,
    );
  });

  test("R11: exclusion beats mask beats visible", async () => {
    const printed = await securedText(
      dialect,
      "SELECT * FROM sales",
      tenantContext(dialect, {
        maskedColumns: { ssn: { sql: "'***'", values: {}, rule }, discount: { sql: "0", values: {}, rule } },
      }),
    );
    expect(printed).toContain("'***' AS ssn");
    expect(printed).not.toContain("discount");
  });

  test("no alternative is no row, no condition is every row", async () => {
    expect(await text([{ kind: "any", of: [] }])).toMatch(/WHERE \(?(?:false|0|CAST\('f' AS BOOLEAN\))/i);
    expect(await text([{ kind: "all", of: [] }])).toMatch(/WHERE \(?(?:true|1|CAST\('t' AS BOOLEAN\))/i);
    expect(await text([])).not.toContain("WHERE");
  });

  test("a tenant column is compared with a typed constant, or with a list of them", async () => {
    const column = (column: string, value: string | number | (string | number)[]): RowFilter => ({
      kind: "tenant_column",
      column,
      value: { value, origin: "session" },
      rule,
    });
    expect(await text([column("state", "CA")])).toContain("__p.state = 'CA'");
    expect(await text([column("state", 5)])).toContain("__p.state = '5'");
    expect(await text([column("id", "5")])).toContain("__p.id = 5");
    expect(await text([column("state", ["CA", "TX"])])).toContain("__p.state IN ('CA', 'TX')");
    expect(await text([column("state", [])])).toMatch(/WHERE \(?(?:false|0|CAST\('f' AS BOOLEAN\))/i);
  });

  test("a policy may filter by a column that the actor may not see", async () => {
    expect(await text([predicate("discount < {{ n }}", { n: 3 })])).toContain("__p.discount < 3");
  });

  test.each([
    ["a column that drifted away", predicate("gone = {{ x }}", { x: "a" })],
    ["text that is no expression", predicate("state = 'CA') OR (1 = 1")],
    ["a second statement", predicate("true; DROP TABLE sales")],
    ["a subquery", predicate("id IN (SELECT id FROM payroll)")],
    ["a forbidden function", predicate("pg_sleep(1) IS NULL")],
    [
      "a tenant column that does not exist",
      { kind: "tenant_column", column: "gone", value: { value: "a", origin: "s" }, rule } as RowFilter,
    ],
  ])("a policy that cannot be applied refuses without showing itself: %s", async (_what, filter) => {
    const refusal = await refusalOf(dialect, "SELECT id FROM sales", tenantContext(dialect, { filters: [filter] }));
    expect(refusal.code).toBe("sql_not_verified");
    expect(refusal.message).not.toMatch(/gone|payroll|sleep|DROP/);
  });

  test("a missing value refuses by the parameter's name", async () => {
    const refusal = await refusalOf(
      dialect,
      "SELECT id FROM sales",
      tenantContext(dialect, { filters: [predicate("state = {{ state }}")] }),
    );
    expect([refusal.code, refusal.message]).toEqual(["sql_parameter_missing", 'Parameter "state" has no value']);
  });

  test("a comment at the end of a filter cannot swallow what follows", async () => {
    expect(await text([predicate("state = 'CA' -- only"), predicate("id = 2")])).toMatch(
      /__p\.state = 'CA'\)? AND \(?__p\.id = 2/,
    );
  });

  test("the trace names rules, filters, origins and columns, and holds no value", async () => {
    const { trace } = await secureSql("SELECT id FROM sales WHERE state = {{ one }}", tenantContext(dialect));
    expect(trace).toEqual({
      defaultSchema: "public",
      tables: [
        {
          schema: "public",
          name: "sales",
          rules: [rule],
          filters: ["state IN {{ state }}"],
          values: { state: "assignment of state" },
          excludedColumns: ["discount"],
          maskedColumns: ["ssn"],
          fenced: !fenceChoosingDialects.includes(dialect),
        },
      ],
      placeholders: [{ name: "one", origin: "token" }],
    });
    expect(JSON.stringify(trace)).not.toMatch(/NV/);
  });
});
