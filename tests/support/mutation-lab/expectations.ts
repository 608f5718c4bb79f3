import type { Dialect, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { predicate, rule, tenantContext } from "../../unit/sql/guard-fixture";

export interface Expectation {
  readonly name: string;
  readonly sql: string;
  readonly context: SecurityContext;
  /** `answered` or the code; with `text`, what the secured text or the refusal's words must look like. */
  readonly outcome: string | RegExp;
  readonly text?: boolean;
}

/** What an expectation is said with, for one dialect. */
export function wordsFor(dialect: Dialect) {
  const context = tenantContext(dialect);
  const sales = (change: Partial<TableAccess>) => tenantContext(dialect, change);
  const code = (sql: string, outcome: string, given = context): Expectation => ({
    name: sql.slice(0, 90),
    sql,
    context: given,
    outcome,
  });
  const words = (sql: string, outcome: RegExp, given = context): Expectation => ({
    ...code(sql, ""),
    context: given,
    outcome,
    text: true,
  });
  return {
    context,
    sales,
    code,
    words,
    columns: context.tables[0]?.columns ?? [],
    policy: (outcome: string, sql: string, values = {}): Expectation => ({
      ...code("SELECT id FROM sales", outcome, sales({ filters: [predicate(sql, values)] })),
      name: `policy ${sql}`,
    }),
    fenced: (sql: string, given = context) => words(sql, /^answered fenced/, given),
    open: (sql: string, given = context) => words(sql, /^answered:/, given),
    mask: (sql: string) => sales({ maskedColumns: { ssn: { sql, values: {}, rule } } }),
  };
}

/** What the attack corpora do not ask: limits, traps with their texts, policies that cannot be applied, fences. */
export function expectations(dialect: Dialect): Expectation[] {
  const { context, sales, columns, code, words, policy, fenced, open, mask } = wordsFor(dialect);
  const duckdb = dialect === "duckdb";
  const long = "x".repeat(8_000);
  const read = Array.from({ length: 25 }, (_, n) => `(SELECT count(*) FROM sales s${n})`).join(" + ");

  return [
    code("SELECT 1", "sql_not_verified", { ...context, dialect: "toString" as Dialect }),
    code("SELECT id FROM sales", "sql_not_verified", {
      ...context,
      get tables(): never {
        throw new Error("broken");
      },
    }),
    code("SELECT id FROM sales", "sql_unknown_table", {
      ...context,
      tables: context.tables.flatMap((table) => [table, { ...table, filters: [] }]),
    }),
    code("SELECT 1 FROM sales", "sql_unknown_table", sales({ excludedColumns: columns.map((column) => column.name) })),
    code(
      "SELECT id FROM sales",
      "sql_not_verified",
      sales({ columns: [...columns, { name: "__p", type: "integer" }] }),
    ),
    code("SELECT id FROM sales", "sql_not_verified", sales({ columns: [...columns, { name: "id", type: "integer" }] })),
    code("SELECT (SELECT max(id) FROM sales) FROM regions", "sql_unknown_column", sales({ excludedColumns: ["id"] })),
    code("SELECT (SELECT max(discount) FROM sales) FROM (SELECT 1 AS discount) x", "answered"),
    code("SELECT (SELECT max(zzz) FROM sales) FROM (SELECT 1 AS zzz) x", "answered"),
    fenced("SELECT id FROM sales s WHERE s IS NULL", mask("upper(ssn)")),
    code("SELECT id FROM sales, regions", "sql_unknown_column"),
    code("SELECT * FROM lower('x')", "sql_construct_not_allowed"),
    code("SELECT 1 FROM regions r JOIN regions r ON true", "sql_construct_not_allowed"),
    code("SELECT * FROM (SELECT 1) AS x(a, b)", "sql_construct_not_allowed"),
    code("SELECT * FROM sales JOIN regions USING (invented)", "sql_unknown_column"),
    code("SELECT 1 FROM regions AS __p", "sql_construct_not_allowed"),

    words(
      "SELECT * FROM sales",
      duckdb
        ? /WHERE \(__p\.state IN \('CA', 'NV'\)\)\) AS sales$/
        : /FROM public\.sales AS __p WHERE __p\.state IN \('CA', 'NV'\)\) AS sales$/,
    ),
    words("SELECT ssn FROM sales", /'\*\*\*' AS ssn/),
    words(
      "SELECT * FROM sales TABLESAMPLE bernoulli (10)",
      duckdb ? /AS sales TABLESAMPLE/ : /AS __p TABLESAMPLE bernoulli \(10\) WHERE/,
    ),
    words(
      "WITH sales AS (SELECT id FROM sales) SELECT id FROM sales",
      /WITH __c1 AS .*FROM public\.sales.* FROM __c1 AS sales/,
    ),
    words(
      "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t",
      /FROM __c1 AS t/,
    ),
    words(
      "(WITH sales AS (SELECT 1 AS id) SELECT id FROM sales) UNION SELECT id FROM sales",
      /UNION .*FROM public\.sales/,
    ),
    ...(duckdb
      ? []
      : [
          words("SELECT lower(state) FROM sales", /pg_catalog\.lower/),
          words("SELECT public.sales.id FROM public.sales", /SELECT sales\.id FROM/),
        ]),
    code(
      "SELECT s.id, s.state, count(*) FROM sales s GROUP BY s.id",
      duckdb ? "answered" : "sql_construct_not_allowed",
    ),

    words("SELECT id FROM sales WHERE state IN {{ empty }}", duckdb ? /WHERE \(?CAST\('f'/ : /WHERE false/),
    words(
      "SELECT id FROM sales WHERE NOT (state IN {{ empty }} OR id = 1)",
      duckdb ? /NOT.*CAST\('t'/ : /NOT \(true OR/,
    ),
    code("SELECT id FROM sales WHERE (state IN {{ empty }}) IS NULL", "sql_parameter_invalid"),
    code("SELECT id FROM sales WHERE state = {{ state }}", "sql_parameter_invalid"),
    code("SELECT id FROM sales WHERE id = {{ hostile }}", "sql_parameter_invalid"),
    code("SELECT id FROM sales WHERE state = {{ missing }}", "sql_parameter_missing"),
    code("SELECT id FROM sales WHERE state = {{ constructor }}", "sql_parameter_missing"),
    code("SELECT id FROM sales WHERE state = {{ one }}", "sql_parameter_missing", {
      ...context,
      placeholders: Object.create(context.placeholders),
    }),
    code("SELECT id FROM sales WHERE state = {{ nothing }}", "sql_parameter_missing"),
    code("SELECT id FROM sales ORDER BY {{ number }}", "sql_placeholder_misplaced"),
    code("SELECT 'a{{ number }}'", "sql_placeholder_misplaced"),
    code("SELECT 1 /* {{ number }} */", "sql_placeholder_misplaced"),
    words("SELECT id FROM sales WHERE state = {{ hostile }}", /state = (?:E?)'x'' OR ''1''=''1''; --/),
    words("SELECT id FROM sales WHERE state = {{ number }}", /state = '5'/),

    policy("sql_not_verified", "gone = {{ x }}", { x: "a" }),
    policy("sql_not_verified", "other.state = {{ x }}", { x: "a" }),
    policy("sql_not_verified", "state = 'CA') OR (1 = 1"),
    policy("sql_not_verified", "state = 'CA', true"),
    policy("sql_not_verified", "state = 'CA' FROM payroll"),
    policy("sql_not_verified", "id IN (SELECT id FROM payroll)"),
    policy("sql_not_verified", "sum(id) > 1"),
    policy("sql_not_verified", "row_number() OVER () = 1"),
    policy("sql_not_verified", duckdb ? "getenv('x') IS NULL" : "pg_sleep(1) IS NULL"),
    policy("sql_parameter_missing", "state = {{ x }}", { x: null }),
    policy("sql_parameter_invalid", "state = {{ x }}", { x: "a\u0000b" }),
    policy("sql_parameter_invalid", "id = {{ x }}", { x: "1 OR 1 = 1" }),

    fenced("SELECT id FROM sales WHERE 1 / id > 0"),
    fenced("SELECT id FROM sales WHERE 1 / id > 1", sales({ maskedColumns: {} })),
    fenced("SELECT id FROM sales WHERE 1 / id > 2", sales({ filters: [] })),
    fenced("SELECT id FROM (SELECT id, CAST(state AS integer) IS NULL AS n FROM sales) s WHERE n"),
    fenced("SELECT id FROM sales WHERE CAST(state AS boolean)"),
    fenced("SELECT id FROM sales WHERE CAST(state AS integer) = 1"),
    fenced("SELECT id FROM (SELECT id, CAST(state AS integer) AS n FROM sales) s WHERE n = 1"),
    fenced("SELECT id FROM sales GROUP BY id HAVING id + 2147483647 > 0"),
    fenced("SELECT s.id FROM sales s JOIN (SELECT CAST('1' AS integer) + 0 AS id) x USING (id)"),
    fenced("SELECT s.id FROM sales s JOIN regions r ON r.id = CAST(s.state AS integer)"),
    fenced(
      duckdb
        ? "SELECT s.id FROM sales s, unnest([CAST(s.state AS integer)]) AS u(x)"
        : "SELECT s.id FROM sales s, unnest(ARRAY[CAST(s.state AS integer)]) AS u(x)",
    ),
    fenced("SELECT id FROM sales WHERE ssn IS NULL", mask("CAST(1 / id AS varchar)")),
    open("SELECT id FROM sales WHERE id = 5 AND state = 'CA'"),
    open("SELECT id FROM sales WHERE ssn IS NULL"),
    open("SELECT id FROM sales WHERE CAST(state AS integer) = 1", sales({ filters: [], maskedColumns: {} })),

    ...(duckdb
      ? [
          fenced("SELECT (CAST(amount AS tinyint) = 1) AS a FROM sales WHERE a"),
          code("SELECT * FROM range(10000000)", "sql_construct_not_allowed"),
          code("SELECT * FROM sales s, range(s.amount)", "sql_construct_not_allowed"),
          words('SELECT "group".* FROM regions AS "group"', /SELECT "group"\.\*/),
          words("SELECT 1 FROM regions a CROSS JOIN regions b RIGHT JOIN regions c ON b.id = c.id", /INNER JOIN/),
          code("SELECT list_transform([1], (x, x.y) -> x) FROM sales", "sql_construct_not_allowed"),
          code("SELECT nope COLLATE evil FROM (SELECT 'a' AS nope) x", "sql_construct_not_allowed"),
          code("SELECT lower(DISTINCT state) FROM sales", "sql_function_not_allowed"),
          code("SELECT public.lower('x')", "sql_unknown_column"),
          code("SELECT public.sum(id) OVER () FROM sales", "sql_function_not_allowed"),
          code("SELECT x::union(a integer) FROM (SELECT 1 AS x) q", "sql_type_not_allowed"),
          code("SELECT lower(state) OVER () FROM sales", "sql_function_not_allowed"),
        ]
      : [
          code("SELECT state @@ 'a' FROM sales", "answered"),
          code("SELECT state ~<~ 'a' FROM sales", "sql_construct_not_allowed"),
          code("SELECT lower(DISTINCT state) FROM sales", "sql_function_not_allowed"),
          fenced("SELECT id FROM sales WHERE state ~ 'x'"),
          code("SELECT state::pg_catalog.text FROM sales", "sql_not_verified"),
          code("SELECT 1::public.int4", "sql_type_not_allowed"),
          code("SELECT 1::numeric('{{ number }}')", "sql_placeholder_misplaced"),
          code("SELECT row_number() FROM sales", "sql_function_not_allowed"),
          code("WITH x AS (SELECT 1 AS id) SELECT * FROM x TABLESAMPLE system (5)", "sql_construct_not_allowed"),
          code("SELECT (NOT flag) IS NOT FALSE FROM (SELECT id = 1 AS flag FROM sales) x", "answered"),
          code("SELECT 1 FROM unnest(ARRAY[1], ARRAY[2]) AS u", "answered"),
        ]),

    words(`SELECT '${"a".repeat(66_000)}'`, /longer than 64 KiB/),
    words("SELECT id FROM sales\u0000", /a character that SQL text cannot have/),
    words(`SELECT ${"(".repeat(210)}1${")".repeat(210)}`, /parentheses are nested too deeply/),
    words(`SELECT id FROM sales WHERE id IN (${"NULL,".repeat(4_100)} 1)`, /too many parts/),
    words(`SELECT ${"1,".repeat(25_000)} 1`, /too many parts/),
    words(`SELECT ${"NOT ".repeat(duckdb ? 450 : 300)} true`, /nested too deeply/),
    words(
      `SELECT ${read}`,
      /with its policies it becomes too long/,
      sales({
        filters: [predicate("state IN {{ state }}", { state: Array.from({ length: 6 }, (_, n) => `${n}${long}`) })],
      }),
    ),
  ];
}

const failing: Readonly<Record<Dialect, string>> = {
  postgres: "pg_sleep(1) IS NULL",
  duckdb: "getenv('x') = state",
  mysql: "sleep(1) IS NULL",
  clickhouse: "sleep(1) = 0",
};

/** Filters that must not be saved, and the code that says why; `answered` for those that may. */
export function policyExpectations(dialect: Dialect): readonly (readonly [string, string])[] {
  return [
    ["state = {{ a }}", "answered"],
    [failing[dialect], "sql_function_not_allowed"],
    ["sum(id) > 1", "sql_function_not_allowed"],
    ["id IN (SELECT 1)", "sql_construct_not_allowed"],
    ["gone = {{ a }}", "sql_unknown_column"],
    ["other.state = {{ a }}", "sql_unknown_column"],
    ["true) OR (true", "sql_syntax_error"],
    ["state = {{ a }} AS x", "sql_syntax_error"],
  ];
}
