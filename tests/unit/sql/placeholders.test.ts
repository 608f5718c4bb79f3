import { describe, expect, test } from "vitest";
import { parsePlaceholderName, preparePlaceholders } from "@/lib/sql/placeholders";
import { dialects, predicate, refusalOf, securedText, tenantContext } from "./guard-fixture";

const where = (condition: string) => `SELECT id FROM sales WHERE ${condition}`;

/** Where a placeholder may stand, and what its place must hold in the secured text. */
const accepted = [
  [where("state IN {{ state }}"), "state IN ('CA', 'NV')"],
  [where("state IN ({{ state }})"), "state IN ('CA', 'NV')"],
  [where("state IN ('{{ state }}')"), "state IN ('CA', 'NV')"],
  [where("state in{{one}}"), "state IN ('CA')"],
  [where("state IN ({{ one }}, 'TX')"), "state IN ('CA', 'TX')"],
  [where("state = ANY({{ state }})"), "state IN ('CA', 'NV')"],
  [where("state = {{ one }}"), "state = 'CA'"],
  [where("state = '{{ one }}'"), "state = 'CA'"],
  [where("state = {{one}}"), "state = 'CA'"],
  [where("{{ one }} = state"), "'CA' = state"],
  [where("state = {{ number }}"), "state = '5'"],
  [where("id = {{ number }}"), "id = 5"],
  [where("id = '{{ number }}'"), "id = 5"],
  [where("id BETWEEN {{ number }} AND 9"), "id BETWEEN 5 AND 9"],
  [where("state = {{ blank }}"), "state = ''"],
  [where("state = {{ tenant.key }}"), "state = 'california'"],
  [where("state = {{ current_user_tenant( ) }}"), "state = 'california'"],
  ["SELECT lower({{ one }}) AS x FROM sales", "lower('CA')"],
  ["SELECT id FROM sales LIMIT {{ number }}", "LIMIT 5"],
] as const;

/** Where it may not, whatever the value. */
const misplaced = [
  where("state = 'a {{ one }}'"),
  where("state = ' {{ one }}'"),
  where("state = '{{ one }} {{ one }}'"),
  where("1 = 1 -- {{ one }}"),
  where("1 = 1 /* a {{ one }} */"),
  'SELECT "{{ one }}" FROM sales',
  'SELECT id AS "{{ one }}" FROM sales',
  "SELECT id FROM sales ORDER BY {{ number }}",
  "SELECT id FROM sales ORDER BY lower({{ one }})",
  "SELECT id FROM sales GROUP BY {{ number }}",
  "SELECT row_number() OVER (ORDER BY {{ number }}) FROM sales",
  where("state = {{ 1one }}"),
  where("state = {{ one; DROP }}"),
  where("state = {{ one "),
] as const;

/** Places that only some dialects have. */
const misplacedOnStandard = [
  where("state = E'{{ one }}'"),
  where("state = $${{ one }}$$"),
  where("state = $tag$ {{ one }} $tag$"),
  where("1 = 1 /* a /* {{ one }} */ */"),
  "SELECT DISTINCT ON ({{ number }}) id FROM sales",
] as const;

describe.each(["postgres", "duckdb"] as const)("placeholders in PostgreSQL's own quotes (%s)", (dialect) => {
  test.each(misplacedOnStandard)("R12: refused in %s", async (sql) => {
    expect((await refusalOf(dialect, sql)).code).toBe("sql_placeholder_misplaced");
  });
});

const misplacedOnBackslashes = [
  where("state = 'a\\'{{ one }}'"),
  where("state = `{{ one }}`"),
  where("1 = 1 # {{ one }}"),
] as const;

describe("placeholders in MySQL's own quotes", () => {
  test.each(misplacedOnBackslashes)("R12: refused in %s", async (sql) => {
    expect((await refusalOf("mysql", sql)).code).toBe("sql_placeholder_misplaced");
  });
});

describe.each(dialects)("placeholders (%s)", (dialect) => {
  test.each(accepted)("R12: %s becomes a constant", async (sql, expected) => {
    expect(await securedText(dialect, sql)).toContain(expected);
  });

  test.each(misplaced)("R12: refused in %s", async (sql) => {
    expect((await refusalOf(dialect, sql)).code).toBe("sql_placeholder_misplaced");
  });

  test.each([where("{{ one }} {{ one }}"), "SELECT id FROM {{ one }}", "SELECT id AS {{ one }} FROM sales"])(
    "R12: refused in %s, one way or another",
    async (sql) => {
      expect((await refusalOf(dialect, sql)).code).toMatch(
        /^sql_(?:syntax_error|placeholder_misplaced|type_not_allowed|unknown_table)$/,
      );
    },
  );

  test("R12: a hostile value stays one constant and is never read as SQL or as a placeholder again", async () => {
    const context = tenantContext(dialect);
    const hostile = "{{ one }}' OR '1'='1'; DROP TABLE sales; --\\";
    const text = await securedText(dialect, where("state = {{ hostile }}"), {
      ...context,
      placeholders: { ...context.placeholders, hostile: { value: hostile, origin: "token" } },
    });
    const doubled = hostile.replaceAll("'", "''");
    const quoted = {
      postgres: `E'${doubled.replaceAll("\\", "\\\\")}'`,
      duckdb: `'${doubled}'`,
      mysql: `_utf8mb4 x'${Buffer.from(hostile).toString("hex")}'`,
      clickhouse: `'${hostile.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
    };
    expect(text).toContain(`state = ${quoted[dialect]}`);
  });

  test.each([
    ["state IN {{ empty }}"],
    ["state NOT IN {{ empty }}"],
    ["NOT (state IN {{ empty }})"],
    ["NOT (state NOT IN {{ empty }})"],
    ["state = ANY({{ empty }})"],
    ["id > 0 AND NOT (NOT (state IN {{ empty }}) AND id > 0)"],
  ])("R12: an empty list gives no rows: %s", async (condition) => {
    const text = await securedText(dialect, where(condition));
    expect(text).not.toMatch(/ IN \(\)/);
    expect(text).toMatch(/false|true|CAST\('[ft]' AS BOOLEAN\)|(?:WHERE|NOT|AND|\() ?[01]\b/i);
  });

  test("R12: an empty list refuses where no rows cannot be meant", async () => {
    expect((await refusalOf(dialect, "SELECT (state IN {{ empty }}) IS NULL FROM sales")).code).toBe(
      "sql_parameter_invalid",
    );
  });

  test.each(["{{ nothing }}", "{{ absent }}", "{{ constructor }}", "{{ toString }}"])(
    "R12: %s has no value and refuses",
    async (placeholder) => {
      expect((await refusalOf(dialect, where(`state = ${placeholder}`))).code).toBe("sql_parameter_missing");
    },
  );

  test("R12: a list after = refuses, and so does a word beside a number", async () => {
    expect((await refusalOf(dialect, where("state = {{ state }}"))).code).toBe("sql_parameter_invalid");
    expect((await refusalOf(dialect, where("id = {{ one }}"))).code).toBe("sql_parameter_invalid");
    expect((await refusalOf(dialect, where("id IN {{ state }}"))).code).toBe("sql_parameter_invalid");
  });

  test("R12: a policy's values are its own; the caller's of the same name do not reach it", async () => {
    const context = tenantContext(dialect, { filters: [predicate("state = {{ one }}", { one: "TX" })] });
    const text = await securedText(dialect, where("state = {{ one }}"), context);
    expect(text).toContain("__p.state = 'TX'");
    expect(text).toMatch(/ state = 'CA'|\(state = 'CA'\)/);
  });
});

test("names may be dotted or macros with any space, and nothing else", () => {
  expect(["state", " tenant.key ", "user.attributes.a-b", "current_user_id ( )"].map(parsePlaceholderName)).toEqual([
    "state",
    "tenant.key",
    "user.attributes.a-b",
    "current_user_id()",
  ]);
  expect(["", "a b", "a(1)", "1a", "a;b", "a.b()", "__proto__ x"].map(parsePlaceholderName)).toEqual(
    Array(7).fill(undefined),
  );
});

test("braces of PostgreSQL array literals are no placeholders", () => {
  expect(preparePlaceholders("SELECT '{{1,2},{3,4}}'").placeholders.size).toBe(0);
});
