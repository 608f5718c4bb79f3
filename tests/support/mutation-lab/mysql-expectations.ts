import { currentDatabase } from "@/lib/sql/security-context";
import { predicate } from "../../unit/sql/guard-fixture";
import { type Expectation, wordsFor } from "./expectations";

/** As `expectations`, for MySQL. */
export function mysqlExpectations(): Expectation[] {
  const { context, sales, columns, code, words, policy, fenced, open, mask } = wordsFor("mysql");
  const [first, second] = context.tables.map((table) => ({ ...table, schema: currentDatabase }));
  const unnamed = first && second ? [first, { ...second, name: "__C1" }] : [];
  const nameless = { ...context, defaultSchema: currentDatabase, tables: unnamed };
  const answered = (sql: string, text: RegExp) => words(sql, new RegExp(`^answered.*${text.source}`));

  return [
    answered("SELECT * FROM sales", /WHERE `__p`\.`state` IN \('CA', 'NV'\) LIMIT 18446744073709551615\) AS `sales`$/),
    answered("SELECT ssn FROM sales", /'\*\*\*' AS `ssn`/),
    answered("WITH sales AS (SELECT id FROM sales) SELECT id FROM sales", /WITH `__c1` AS .*FROM `__c1` AS `sales`/),
    answered(
      "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t",
      /`__c1` AS `t`/,
    ),
    answered("SELECT public.sales.id FROM public.sales", /SELECT `sales`\.`id` FROM/),
    answered("SELECT id AS `a``b` FROM sales", /AS `a``b`/),
    answered("SELECT id FROM sales WHERE id = 3--1 OR id = 2", /OR/),
    answered("SELECT '\\\\', 'a''b', 'a\\'b'", /_utf8mb4 x'5c', 'a''b', 'a''b'/),
    answered("SELECT id FROM sales WHERE state = {{ hostile }}", /`state` = _utf8mb4 x'[0-9a-f]+5c'/),
    answered("SELECT id FROM sales WHERE state = {{ number }}", /`state` = '5'/),
    answered("SELECT id FROM sales WHERE state IN {{ empty }}", /WHERE FALSE/),
    answered("SELECT id FROM sales WHERE NOT (state IN {{ empty }} OR id = 1)", /NOT \(TRUE OR/),
    answered("SELECT id FROM sales LIMIT 2, 5", /LIMIT 5 OFFSET 2/),

    code("SELECT id FROM sales", "sql_not_verified", sales({ columns: [...columns, { name: "__p", type: "int" }] })),
    code("SELECT id FROM sales", "sql_not_verified", sales({ columns: [...columns, { name: "ID", type: "int" }] })),
    code("SELECT (SELECT max(id) FROM sales) FROM regions", "sql_unknown_column", sales({ excludedColumns: ["id"] })),
    code("SELECT (SELECT max(zzz) FROM sales) FROM (SELECT 1 AS zzz) x", "answered"),
    code("SELECT id FROM sales, regions", "sql_unknown_column"),
    code("SELECT 1 FROM regions r JOIN regions r ON true", "sql_construct_not_allowed"),
    code("SELECT * FROM sales JOIN regions USING (invented)", "sql_unknown_column"),
    code("SELECT 1 FROM regions AS __P", "sql_construct_not_allowed"),
    code("SELECT * FROM lower('x')", "sql_construct_not_allowed"),
    code("SELECT *", "sql_construct_not_allowed"),
    code("SELECT * AS x FROM sales", "sql_syntax_error"),
    code("SELECT x.* FROM sales", "sql_unknown_table"),
    code("SELECT public.regions.* FROM sales", "sql_unknown_table"),
    code("SELECT count(sales.*) FROM sales", "sql_construct_not_allowed"),
    code("WITH x AS (SELECT 1), X AS (SELECT 2) SELECT * FROM x", "sql_construct_not_allowed"),
    code("WITH RECURSIVE a AS (SELECT * FROM sales), sales AS (SELECT 1 AS id) SELECT * FROM a", "sql_unknown_table"),
    code("SELECT (SELECT 1 UNION SELECT 2 ORDER BY state LIMIT 1) FROM sales", "sql_unknown_column"),
    code("SELECT 1 FROM sales LIMIT 1.5", "sql_construct_not_allowed"),
    code("SELECT 1 FROM sales LIMIT 'a'", "sql_construct_not_allowed"),
    code("SELECT 1 FROM sales LIMIT {{ one }}", "sql_construct_not_allowed"),
    code("SELECT * FROM sales NATURAL JOIN regions", "sql_construct_not_allowed"),
    code("SELECT 1 AS state, lower(state) OVER () FROM sales", "sql_function_not_allowed"),
    code("SELECT sum(id) OVER (ORDER BY id ROWS {{ number }} PRECEDING) FROM sales", "sql_construct_not_allowed"),

    code("SELECT id FROM sales WHERE (state IN {{ empty }}) IS NULL", "sql_parameter_invalid"),
    code("SELECT id FROM sales WHERE state = {{ state }}", "sql_parameter_invalid"),
    code("SELECT id FROM sales WHERE id = {{ hostile }}", "sql_parameter_invalid"),
    code("SELECT id FROM sales WHERE state = {{ missing }}", "sql_parameter_missing"),
    code("SELECT id FROM sales ORDER BY {{ number }}", "sql_placeholder_misplaced"),
    code("SELECT count(*) FROM sales GROUP BY {{ number }}", "sql_placeholder_misplaced"),
    code("SELECT sum(id) OVER (PARTITION BY {{ number }}) FROM sales", "sql_placeholder_misplaced"),
    code("SELECT 'a{{ number }}'", "sql_placeholder_misplaced"),
    code("SELECT 1 AS `{{ number }}`", "sql_placeholder_misplaced"),
    code("SELECT 1 /* {{ number }} */", "sql_placeholder_misplaced"),

    policy("sql_not_verified", "gone = {{ x }}", { x: "a" }),
    policy("sql_not_verified", "other.state = {{ x }}", { x: "a" }),
    policy("sql_not_verified", "state = 'CA') OR (1 = 1"),
    policy("sql_not_verified", "state = 'CA', true"),
    policy("sql_not_verified", "state = 'CA' FROM payroll"),
    policy("sql_not_verified", "state = 'CA' AS x"),
    policy("sql_not_verified", "state = 'CA' LIMIT 1"),
    policy("sql_not_verified", "state = 'CA' UNION SELECT 1"),
    policy("sql_not_verified", "DISTINCT state = 'CA'"),
    policy("sql_not_verified", "id IN (SELECT id FROM payroll)"),
    policy("sql_not_verified", "EXISTS (SELECT 1 FROM payroll)"),
    policy("sql_not_verified", "sum(id) > 1"),
    policy("sql_not_verified", "group_concat(state SEPARATOR ',') = 'CA'"),
    policy("sql_not_verified", "row_number() OVER () = 1"),
    policy("sql_not_verified", "sleep(1) IS NULL"),
    policy("sql_not_verified", `state = '${"a".repeat(66_000)}'`),
    policy("sql_not_verified", `id IN (${"NULL,".repeat(4_100)} 1)`),
    policy("sql_parameter_missing", "state = {{ x }}", { x: null }),
    policy("sql_parameter_invalid", "state = {{ x }}", { x: "a\u0000b" }),
    policy("sql_parameter_invalid", "id = {{ x }}", { x: "1 OR 1 = 1" }),

    fenced("SELECT id FROM sales WHERE id = 5"),
    fenced("SELECT id FROM sales", sales({ maskedColumns: {} })),
    fenced("SELECT id FROM sales", sales({ filters: [] })),
    fenced("SELECT id FROM sales WHERE ssn IS NULL", mask("concat(id, 'x')")),
    open("SELECT id FROM sales", sales({ filters: [], maskedColumns: {} })),

    code("SELECT id FROM sales", "sql_unknown_table", {
      ...context,
      tables: context.tables.flatMap((table) => [table, { ...table, filters: [] }]),
    }),
    fenced("SELECT id FROM sales", nameless),
    code("WITH a AS (SELECT 1 AS id) SELECT id FROM __C1", "sql_not_verified", nameless),
  ];
}

/** Limits; they take their time, and are asked last. */
export function mysqlLimitExpectations(): Expectation[] {
  const { sales, words } = wordsFor("mysql");
  const long = "x".repeat(8_000);
  const read = Array.from({ length: 25 }, (_, n) => `(SELECT count(*) FROM sales s${n})`).join(" + ");
  return [
    words(`SELECT '${"a".repeat(66_000)}'`, /longer than 64 KiB/),
    words("SELECT id FROM sales\u0000", /a character that SQL text cannot have/),
    words(`SELECT ${"(".repeat(210)}1${")".repeat(210)}`, /parentheses are nested too deeply/),
    words(`SELECT id FROM sales WHERE id IN (${"NULL,".repeat(4_100)} 1)`, /too many parts/),
    words(`SELECT ${"1,".repeat(31_000)} 1`, /too many parts/),
    words(
      `SELECT ${read}`,
      /with its policies it becomes too long/,
      sales({
        filters: [predicate("state IN {{ state }}", { state: Array.from({ length: 6 }, (_, n) => `${n}${long}`) })],
      }),
    ),
  ];
}
