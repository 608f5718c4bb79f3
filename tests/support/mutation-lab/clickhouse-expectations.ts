import { type Expectation, wordsFor } from "./expectations";

/** As `expectations`, for ClickHouse. */
export function clickhouseExpectations(): Expectation[] {
  const { sales, columns, code, words, policy, fenced, open, mask } = wordsFor("clickhouse");
  const answered = (sql: string, text: RegExp, given?: Parameters<typeof words>[2]) =>
    words(sql, new RegExp(`^answered.*${text.source}`), given);
  const typed = (name: string, type: string) =>
    sales({ columns: columns.map((column) => (column.name === name ? { name, type } : column)) });
  const long = "x".repeat(8_000);

  return [
    answered(
      "SELECT * FROM sales",
      /`__p`\.`__v1` AS `state`.* `__p`\.`state` IN \('CA', 'NV'\) LIMIT 9223372036854775807\) AS `__p`\) AS `sales`$/,
    ),
    answered("SELECT id FROM sales", /`__p`\.`id` AS `id`.* LIMIT \d+\) AS `sales`$/, sales({ maskedColumns: {} })),
    answered("SELECT ssn FROM sales", /concat\(`__p`\.`__v5`, 'x'\) AS `ssn`/, mask("concat(ssn, 'x')")),
    answered("WITH sales AS (SELECT id FROM sales) SELECT id FROM sales", /WITH `__c1` AS .*FROM `__c1` AS `sales`/),
    answered("SELECT public.sales.id FROM public.sales", /SELECT `sales`\.`id` FROM/),
    answered("SELECT name FROM regions FINAL", /`regions` AS `__p` FINAL\) AS `regions`/),
    answered("SELECT any(state) FROM sales", /any\(`state`\)/),
    answered("SELECT x.id FROM ((SELECT id FROM sales) UNION ALL (SELECT id FROM regions)) AS x", /UNION ALL/),
    answered("SELECT id AS k FROM sales WHERE k > 1", /`k` > 1/),
    answered("SELECT arrayMap(x -> x + id, [1]) FROM sales", /`x` -> `x` \+ `id`/),
    answered("SELECT 1--1", /SELECT 1$/),
    answered("SELECT 'a\\\\', 'a''b', 'a\\'b', '/* ', '-- '", /'a\\\\', 'a\\'b', 'a\\'b', '\/\* ', '-- '/),
    answered("SELECT id FROM sales WHERE state = {{ hostile }}", /`state` = 'x\\' OR \\'1\\'=\\'1\\'; --\\\\'/),
    answered("SELECT id FROM sales WHERE state = {{ number }}", /`state` = '5'/),
    answered("SELECT id FROM sales WHERE state = {{ number }}", /`state` = '5'/, typed("state", "Nullable(String)")),
    answered(
      "SELECT id FROM sales WHERE state = {{ number }}",
      /`state` = '5'/,
      typed("state", "LowCardinality(Nullable(String))"),
    ),
    code("SELECT id FROM sales WHERE id = {{ one }}", "sql_parameter_invalid", typed("id", "Nullable(UInt64)")),
    code("SELECT id FROM sales WHERE id = {{ one }}", "sql_parameter_invalid", typed("id", "LowCardinality(UInt64)")),
    code("SELECT id FROM sales LIMIT 2, 1 BY state", "sql_construct_not_allowed"),
    answered("SELECT id FROM sales WHERE state IN {{ empty }}", /WHERE 0/),
    answered("SELECT id FROM sales WHERE NOT (state IN {{ empty }} OR id = 1)", /NOT \(1 OR/),
    answered("SELECT id FROM sales LIMIT 2, 5", /LIMIT 5 OFFSET 2/),
    answered("SELECT id FROM sales LIMIT 1 BY state", /LIMIT 1 BY `state`/),
    answered("SELECT number FROM numbers(10)", /FROM numbers\(10\)/),
    answered("SELECT quantile(0.5)(amount) FROM sales", /quantile\(0\.5\)\(`amount`\)/),

    code("SELECT id FROM sales", "sql_not_verified", sales({ columns: [...columns, { name: "__v9", type: "Int32" }] })),
    code("SELECT id FROM sales", "sql_not_verified", sales({ columns: [...columns, { name: "__p", type: "Int32" }] })),
    code("SELECT id AS `a``b` FROM sales", "sql_not_verified"),
    code("SELECT ID FROM sales", "sql_unknown_column"),
    code("SELECT 'a' 'b'", "sql_syntax_error"),
    code("SELECT number FROM numbers(0, 1000001)", "sql_construct_not_allowed"),
    code("SELECT x FROM (SELECT arrayMap(x -> 1, [1]) FROM sales)", "sql_unknown_column"),
    code("SELECT arrayMap(x -> x, [1]), x FROM sales", "sql_unknown_column"),
    code("SELECT id FROM sales WHERE state = {{ state }}", "sql_parameter_invalid"),
    code("SELECT quantile({{ number }})(amount) FROM sales", "sql_construct_not_allowed"),
    code("SELECT id FROM sales LIMIT 1 BY {{ number }}", "sql_placeholder_misplaced"),
    code("SELECT 1 AS `{{ number }}`", "sql_placeholder_misplaced"),

    policy("sql_not_verified", "gone = {{ x }}", { x: "a" }),
    policy("sql_not_verified", "State = {{ x }}", { x: "CA" }),
    policy("sql_not_verified", "state = 'CA' SETTINGS max_threads = 1"),
    policy("sql_not_verified", "state = 'CA' FORMAT Null"),
    policy("sql_not_verified", "state = 'CA' LIMIT 1 BY state"),
    policy("sql_not_verified", "id IN payroll"),
    policy("sql_not_verified", "id IN (SELECT id FROM payroll)"),
    policy("sql_not_verified", "arrayJoin([1, 2]) = 1"),
    policy("sql_not_verified", "arrayjoin([1, 2]) = 1"),
    policy("sql_not_verified", "sumIf(id, 1) > 1"),
    policy("sql_not_verified", "quantile(0.5)(id) > 1"),
    policy("sql_not_verified", "arrayExists(x -> gone = x, ['CA'])"),
    policy("sql_not_verified", "dictGetString('d', 'a', toUInt64(id)) = 'x'"),
    policy("sql_not_verified", `state = '${long.repeat(9)}'`),

    fenced("SELECT id FROM sales WHERE id = 5"),
    fenced("SELECT id FROM sales", sales({ maskedColumns: {} })),
    fenced("SELECT id FROM sales", sales({ filters: [] })),
    open("SELECT id FROM sales", sales({ filters: [], maskedColumns: {} })),
  ];
}
