import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secureClickhouse } from "@/lib/sql/dialects/clickhouse/secure-clickhouse";
import { secureDuckdb } from "@/lib/sql/dialects/duckdb/secure-duckdb";
import { secureMysql } from "@/lib/sql/dialects/mysql/secure-mysql";
import { securePostgres } from "@/lib/sql/dialects/postgres/secure-postgres";
import { planStatement, securedFromPlan } from "@/lib/sql/plan-cache";
import { securedDialects, secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, SecuredSql, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { predicate, tenantContext } from "../guard-fixture";
import { type PairedValues, pairedContext, pairedValues } from "./random-contexts";
import { plannedStatements } from "./statements";

const fully: Record<Dialect, typeof securePostgres> = {
  postgres: securePostgres,
  duckdb: secureDuckdb,
  mysql: secureMysql,
  clickhouse: secureClickhouse,
};

/** What the guard says without any plan. */
async function fresh(sql: string, context: SecurityContext): Promise<SecuredSql | SqlRefusal> {
  const answer = await fully[context.dialect](sql, context).catch((error: unknown) => error);
  if (answer instanceof SqlRefusal) return answer;
  const { sql: text, trace } = answer as SecuredSql;
  return { sql: text, trace };
}

const outcome = (sql: string, context: SecurityContext) => secureSql(sql, context).catch((error: unknown) => error);

function fromPlan(sql: string, context: SecurityContext): SecuredSql | undefined {
  const planned = planStatement(sql, context);
  return planned && securedFromPlan(planned, context);
}

/** Two actors' values that a plan is kept for in every dialect. */
const plainPair: PairedValues = {
  state: [
    ["CA", "NV"],
    ["TX", "O'Hare"],
  ],
  tenant: ["california", "texas"],
  mask: ["*", "#"],
  x: ["a", "b'"],
  y: ["c", "d\\"],
};

describe.each(securedDialects)("R22: kept plans (%s)", (dialect) => {
  test("R22: a bound plan equals a fresh rewrite, text and trace, for random pairs of contexts", async () => {
    let bound = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...plannedStatements(dialect)), pairedValues, async (sql, values) => {
        const [one, other] = [pairedContext(dialect, values, 0), pairedContext(dialect, values, 1)];
        await outcome(sql, one);
        const kept = fromPlan(sql, other);
        const expected = await fresh(sql, other);
        if (kept !== undefined) {
          bound += 1;
          expect(kept).toEqual(expected);
        }
        expect(await outcome(sql, other)).toEqual(expected);
        expect(await outcome(sql, one)).toEqual(await fresh(sql, one));
      }),
      { numRuns: 600 },
    );
    expect(bound).toBeGreaterThan(50);
  }, 120_000);

  test("R22: the second actor of a shape is served from the first one's plan", async () => {
    const [one, other] = [pairedContext(dialect, plainPair, 0), pairedContext(dialect, plainPair, 1)];
    const kept = [];
    for (const sql of plannedStatements(dialect)) {
      const answer = await outcome(sql, one);
      if (answer instanceof SqlRefusal) continue;
      const bound = fromPlan(sql, other);
      if (bound === undefined) kept.push(sql);
      else expect(bound).toEqual(await fresh(sql, other));
    }
    // Where a value changes how the printer writes the statement around it, there is no plan.
    expect(kept.filter((sql) => !/extract|normalize|\[\{\{ x \}\}:/.test(sql))).toEqual([]);
  });

  test("R22: keys and plans hold no value, only slots", async () => {
    const canaries = ["CANARY-STATE", "CANARY-TENANT", "CANARY-MASK", "CANARY-X", "918273645"];
    const [state = "", tenant = "", mask = "", x = ""] = canaries;
    const values: PairedValues = {
      state: [[state], ["o"]],
      tenant: [tenant, "o"],
      mask: [mask, "o"],
      x: [x, "o"],
      y: [918_273_645, 1],
    };
    const context = pairedContext(dialect, values, 0);
    const sql = "SELECT *, {{ x }} AS x FROM sales WHERE amount > {{ y }}";
    const { sql: text } = await secureSql(sql, context);
    expect(canaries.every((canary) => text.includes(canary))).toBe(true);
    expect(fromPlan(sql, context)?.sql).toBe(text);
    const state_ = (globalThis as Record<symbol, Map<string, unknown>>)[Symbol.for("bulkhead.process-state")];
    const plans = state_?.get("sql.plans") as { dump(): unknown };
    const held = JSON.stringify(plans.dump());
    expect(held).toContain("amount");
    for (const canary of canaries) expect(held).not.toContain(canary);
  });

  test("R22: what one actor's plan was made in shows in nobody else's trace", async () => {
    const [one, other] = [pairedContext(dialect, plainPair, 0), pairedContext(dialect, plainPair, 1)];
    const sql = "SELECT id FROM sales WHERE state = {{ x }} ORDER BY 1";
    await secureSql(sql, one);
    const { trace } = await secureSql(sql, other);
    expect(JSON.stringify(trace)).toContain("actor 1");
    expect(JSON.stringify(trace)).not.toContain("actor 0");
  });

  test("R22: a context of another shape never uses the plan", async () => {
    const sql = "SELECT id, ssn FROM sales WHERE id = {{ number }}";
    const base = () => tenantContext(dialect);
    const first = (change: Partial<TableAccess>) => tenantContext(dialect, change);
    await secureSql(sql, base());
    expect(fromPlan(sql, base())).toBeDefined();
    const renamed = base().tables[0]?.columns.map((column) => ({ ...column, type: `${column.type} ` })) ?? [];
    const others: Record<string, SecurityContext> = {
      "another value type": { ...base(), placeholders: { ...base().placeholders, number: { value: "5", origin: "" } } },
      "a negative number": { ...base(), placeholders: { ...base().placeholders, number: { value: -5, origin: "" } } },
      "a missing value": { ...base(), placeholders: { ...base().placeholders, number: { value: null, origin: "" } } },
      "a list": { ...base(), placeholders: { ...base().placeholders, number: { value: [5], origin: "" } } },
      "another default schema": { ...base(), defaultSchema: "shared" },
      "another named schema": { ...base(), namedSchemas: ["public"] },
      "one table less": { ...base(), tables: base().tables.slice(1) },
      "a table that is not readable": first({ readable: false }),
      "another schema": first({ schema: "tenant_a" }),
      "another column type": first({ columns: renamed }),
      "another exclusion": first({ excludedColumns: ["discount", "ssn"] }),
      "no exclusion": first({ excludedColumns: [] }),
      "no mask": first({ maskedColumns: {} }),
      "no filter": first({ filters: [] }),
      "a longer list": first({ filters: [predicate("state IN {{ state }}", { state: ["CA", "NV", "TX"] })] }),
      "an empty list": first({ filters: [predicate("state IN {{ state }}", { state: [] })] }),
      "another filter": first({ filters: [predicate("state NOT IN {{ state }}", { state: ["CA", "NV"] })] }),
      "another parameter": first({ filters: [predicate("state IN {{ state }}", { estate: ["CA", "NV"] })] }),
      "another rule": {
        ...base(),
        tables: base().tables.map((table) => ({
          ...table,
          filters: table.filters.map((filter) => ({ ...filter, rule: { ...ruleOf(filter), ruleId: "r9" } }) as never),
        })),
      },
      "another dialect": { ...base(), dialect: dialect === "postgres" ? "duckdb" : "postgres" },
    };
    for (const [what, context] of Object.entries(others))
      expect([what, fromPlan(sql, context)]).toEqual([what, undefined]);
    expect(fromPlan(`${sql} `, base())).toBeUndefined();
  });

  test("R22: parts that meet differently are different shapes", () => {
    const keyOf = (change: Partial<TableAccess>) =>
      planStatement("SELECT 1", tenantContext(dialect, change))?.shape.key;
    const keys = [
      { excludedColumns: ["a", "b"] },
      { excludedColumns: ["a1:b"] },
      { excludedColumns: ["a"], name: "1:b" },
      { excludedColumns: [], name: "a" },
      {
        filters: [
          { kind: "all" as const, of: [] },
          { kind: "all" as const, of: [] },
        ],
      },
      { filters: [{ kind: "all" as const, of: [{ kind: "all" as const, of: [] }] }] },
      { filters: [{ kind: "any" as const, of: [{ kind: "all" as const, of: [] }] }] },
    ].map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("R22: columns that changed in place are noticed", async () => {
    const context = tenantContext(dialect);
    const sql = "SELECT * FROM regions";
    const before = await secureSql(sql, context);
    const columns = context.tables[1]?.columns as { name: string; type: string }[];
    columns.push({ name: "added", type: "integer" });
    const after = await secureSql(sql, context);
    expect([before.sql.includes("added"), after.sql.includes("added")]).toEqual([false, true]);
  });
});

function ruleOf(filter: unknown): object {
  return (filter as { rule: object }).rule;
}
