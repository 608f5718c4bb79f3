import type { Dialect } from "@/lib/sql/security-context";

/** Statements with placeholders in every kind of place; `x` and `y` are of any type. */
const shared: readonly string[] = [
  "SELECT * FROM sales",
  "SELECT id FROM sales WHERE state = {{ x }}",
  "SELECT id FROM sales WHERE amount = {{ x }} OR price > {{ y }}",
  "SELECT id FROM sales WHERE amount - {{ x }} > - {{ y }}",
  "SELECT id FROM sales WHERE day >= {{ x }} AND day < {{ y }}",
  "SELECT id FROM sales WHERE day BETWEEN {{ x }} AND {{ y }}",
  "SELECT id FROM sales WHERE done = {{ x }}",
  "SELECT id FROM sales WHERE state IN {{ x }}",
  "SELECT id FROM sales WHERE state NOT IN ({{ x }}, 'a', {{ y }})",
  "SELECT id FROM sales WHERE NOT (amount IN {{ x }})",
  "SELECT id FROM sales WHERE state = ANY({{ x }})",
  "SELECT id FROM sales WHERE state LIKE {{ x }} AND note = '{{ y }}'",
  "SELECT {{ x }} AS x, {{ y }} AS y FROM sales",
  "SELECT '{{ x }}' AS x FROM regions",
  "SELECT CAST({{ x }} AS date) FROM sales",
  "SELECT {{ x }}::integer, {{ y }}::text FROM regions",
  "SELECT {{ x }}::boolean FROM regions",
  "SELECT coalesce(state, {{ x }}) || {{ y }} FROM sales",
  "SELECT CASE WHEN state = {{ x }} THEN {{ y }} ELSE 'none' END FROM sales",
  "SELECT count(*) FILTER (WHERE state = {{ x }}) FROM sales",
  "SELECT state, count(*) FROM sales GROUP BY state HAVING count(*) > {{ x }}",
  "SELECT id FROM sales LIMIT {{ x }}",
  "SELECT id FROM sales ORDER BY id LIMIT 5 OFFSET {{ y }}",
  "SELECT id FROM sales WHERE id IN (SELECT id FROM regions WHERE name = {{ x }})",
  "WITH s AS (SELECT * FROM sales WHERE state = {{ x }}) SELECT * FROM s JOIN sales t ON t.id = s.id AND t.state = {{ x }}",
  "SELECT id FROM sales WHERE state = {{ state }} UNION ALL SELECT id FROM regions WHERE name = {{ x }}",
  "SELECT date_trunc({{ x }}, day) FROM sales",
  "SELECT extract({{ x }} FROM day) FROM sales",
  "SELECT replace(state, {{ x }}, {{ y }}), lower('{{ x }}') FROM sales",
  "SELECT * FROM generate_series(1, {{ x }}) AS g",
  "SELECT lag(amount, {{ x }}) OVER (ORDER BY id) FROM sales",
  "SELECT sum(amount) OVER (ORDER BY id ROWS {{ x }} PRECEDING) FROM sales",
  "SELECT ({{ x }}) = ({{ y }}) AS same FROM regions",
  "SELECT id, 'bulkhead_', '1912345678', 1912345678 FROM sales WHERE amount > {{ x }}",
  "SELECT interval '{{ x }}' FROM regions",
  "SELECT ARRAY[{{ x }}, {{ y }}] FROM regions",
  "SELECT substring(state FROM {{ x }} FOR {{ y }}), position({{ x }} IN state), trim({{ x }} FROM state) FROM sales",
  "SELECT overlay(state PLACING {{ x }} FROM {{ y }}) FROM sales",
  "SELECT day AT TIME ZONE {{ x }} FROM sales",
  "SELECT id FROM sales WHERE state SIMILAR TO {{ x }} OR state ILIKE {{ y }}",
  'SELECT state COLLATE "C" > {{ x }} FROM sales',
];

const own: Readonly<Record<Dialect, readonly string[]>> = {
  postgres: [
    "SELECT normalize(state, {{ x }}) FROM sales",
    "SELECT id FROM sales WHERE state <> ALL({{ x }})",
    "SELECT id FROM sales FETCH FIRST {{ x }} ROWS ONLY",
    "SELECT ('{\"a\":1}'::jsonb) -> {{ x }} FROM sales",
    "SELECT percentile_cont({{ x }}) WITHIN GROUP (ORDER BY price) FROM sales",
  ],
  duckdb: [
    "SELECT struct_extract({'a': 1}, {{ x }}) FROM sales",
    "SELECT {'a': {{ x }}}, [{{ x }}, {{ y }}], MAP {'k': {{ y }}} FROM regions",
    "SELECT list_filter([1, 2], lambda n: n > {{ x }}) FROM regions",
    "SELECT * REPLACE ({{ x }} AS state) FROM sales",
    "SELECT state[{{ x }}:{{ y }}] FROM sales",
    "SELECT id FROM sales QUALIFY row_number() OVER (ORDER BY id) <= {{ x }}",
    "SELECT try_cast({{ x }} AS integer) FROM regions",
  ],
  mysql: [
    "SELECT concat(state, {{ x }}, '\\\\', {{ y }}) FROM sales",
    "SELECT DATE {{ x }}, note AS 'it''s' FROM sales",
    "SELECT group_concat(state ORDER BY id SEPARATOR {{ x }}) FROM sales",
    "SELECT id FROM sales WHERE day > DATE_SUB('2020-01-01', INTERVAL {{ x }} DAY) OR day = DATE '{{ y }}'",
    "SELECT id FROM sales WHERE state REGEXP {{ x }} OR state LIKE {{ y }} ESCAPE '|'",
    "SELECT if(state = {{ x }}, {{ y }}, 'a\\'b') FROM sales",
    "SELECT id FROM sales WHERE amount DIV {{ x }} > 1 AND NOT state <=> {{ y }}",
    "SELECT id FROM sales ORDER BY id LIMIT {{ x }}, {{ y }}",
    "SELECT TRIM(LEADING {{ x }} FROM state), SUBSTRING(state FROM {{ x }} FOR {{ y }}) FROM sales",
    "SELECT CAST({{ x }} AS CHAR), CAST({{ y }} AS SIGNED) FROM regions",
    "SELECT state COLLATE utf8mb4_bin = {{ x }} FROM sales",
    "SELECT date_format(day, {{ x }}) AS `a``'b` FROM sales WHERE (state, id) IN (SELECT name, {{ y }} FROM regions)",
  ],
  clickhouse: [
    "SELECT concat(state, {{ x }}, '\\\\', {{ y }}) FROM sales",
    "SELECT toDate({{ x }}), note AS `it's` FROM sales",
    "SELECT id FROM sales PREWHERE state = {{ x }} WHERE amount > {{ y }}",
    "SELECT if(state = {{ x }}, {{ y }}, 'a\\'b') FROM sales",
    "SELECT arrayFilter(n -> n > {{ x }}, [1, 2, {{ y }}]) FROM regions",
    "SELECT quantile(0.5)(amount), countIf(state = {{ x }}) FROM sales HAVING count() > {{ y }}",
    "SELECT state, id FROM sales ORDER BY id LIMIT {{ x }} BY state",
    "SELECT CAST({{ x }} AS String), toString({{ y }}) FROM regions",
    "SELECT (id, {{ x }}) IN ((1, {{ y }})) FROM sales",
    "SELECT number FROM numbers({{ x }})",
    "SELECT id FROM sales WHERE state GLOBAL IN {{ x }} OR match(state, {{ y }})",
    "SELECT [{{ x }}, 'b'][{{ y }}], {{ x }} AS `a'b` FROM regions",
  ],
};

/** What MySQL and ClickHouse have no grammar for. */
const foreign = /::|ANY\(|FILTER|generate_series|ARRAY\[|overlay|AT TIME ZONE|SIMILAR|COLLATE "C"|interval|PRECEDING/;

export function plannedStatements(dialect: Dialect): readonly string[] {
  if (dialect === "mysql" || dialect === "clickhouse")
    return [...shared.filter((sql) => !foreign.test(sql)), ...own[dialect]];
  return [...shared, ...own[dialect]];
}
