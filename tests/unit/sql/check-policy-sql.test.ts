import { describe, expect, test } from "vitest";
import { checkFilterSql, checkMaskSql } from "@/lib/sql/check-policy-sql";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { dialects } from "./guard-fixture";

const table = {
  schema: "public",
  name: "sales",
  columns: [
    { name: "id", type: "integer" },
    { name: "state", type: "text" },
    { name: "open", type: "boolean" },
  ],
};

describe.each(dialects)("policy expressions are checked as the guard applies them (%s)", (dialect) => {
  const refused = async (sql: string) => {
    const outcome = await checkFilterSql(dialect, sql, table).catch((error: unknown) => error);
    if (!(outcome instanceof SqlRefusal)) throw new Error(`Accepted: ${sql}`);
    return outcome;
  };

  test("a filter's placeholders and columns are listed", async () => {
    expect(
      await checkFilterSql(
        dialect,
        "sales.state IN {{ state }} AND id = {{ n }} AND open = {{ open }} AND id < {{ n }}",
        table,
      ),
    ).toEqual({
      placeholders: ["state", "n", "open"],
      columns: ["state", "id", "open"],
      dependsOnPlaceholder: true,
    });
  });

  test.each([
    "state IN {{ state }}",
    "state = ANY({{ state }})",
    "state NOT IN {{ state }}",
    "'{{ state }}' = state",
    "id > 1 AND state = {{ state }}",
    "state = {{ a }} OR (id = {{ b }} AND open)",
    "NOT (state <> {{ a }} OR id <> {{ b }})",
    "lower(state) = lower({{ state }})",
    "id BETWEEN {{ a }} AND {{ b }}",
    "state LIKE {{ pattern }}",
  ])("R01: %s opens rows by the actor's own parameters alone", async (sql) => {
    expect((await checkFilterSql(dialect, sql, table)).dependsOnPlaceholder).toBe(true);
  });

  test.each([
    "state = 'CA'",
    "true",
    "{{ a }} = 'x'",
    "{{ a }} = {{ a }}",
    "state = {{ a }} OR id = 1",
    "state = {{ a }} OR true",
    "state IN ({{ a }}, 'CA')",
    "state NOT IN ({{ a }}, 'CA')",
    "state IN ({{ a }}, state)",
    "NOT (state = {{ a }} AND id = 1)",
    "coalesce(state = {{ a }}, true)",
    "(state = {{ a }}) IS NOT NULL",
    "CASE WHEN state = {{ a }} THEN true ELSE true END",
    "state || {{ a }} = state || {{ a }}",
  ])("R01: %s would open rows to anybody", async (sql) => {
    expect((await checkFilterSql(dialect, sql, table)).dependsOnPlaceholder).toBe(false);
  });

  test.each([
    ["sql_unknown_column", "state = {{ a }}\n AND gone = 1"],
    ["sql_unknown_column", "other.state = {{ a }}"],
    ["sql_construct_not_allowed", "id IN (SELECT 1)"],
    ["sql_construct_not_allowed", "EXISTS (SELECT 1)"],
    ["sql_function_not_allowed", "sum(id) > 1"],
    ["sql_function_not_allowed", "row_number() OVER () = 1"],
    ["sql_function_not_allowed", "current_setting('x') = state"],
    ["sql_syntax_error", "state ="],
    ["sql_syntax_error", "true) OR (true"],
    ["sql_syntax_error", "state = {{ a }} AS x"],
    ["sql_syntax_error", "state = {{ a }} FROM sales"],
    ["sql_syntax_error", ""],
    ["sql_placeholder_misplaced", "state = 'a{{ a }}'"],
    ["sql_not_a_query", "true; SELECT 1"],
  ])("%s: %s", async (code, sql) => {
    expect((await refused(sql)).code).toBe(code);
  });

  test("a refusal points into the filter's own text", async () => {
    const { line, column } = await refused("state = {{ state }}\n  AND gone = 1");
    expect([line, column]).toEqual([2, 7]);
  });

  test("a mask is any value of the row", async () => {
    expect(await checkMaskSql(dialect, "left(state, 1) || '***'", table)).toMatchObject({
      columns: ["state"],
      placeholders: [],
    });
    await expect(checkMaskSql(dialect, "(SELECT max(state) FROM sales)", table)).rejects.toThrow(SqlRefusal);
  });
});
