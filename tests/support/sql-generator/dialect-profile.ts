import type { ValueType } from "./scope";

/** What not every dialect has; a profile lists what its dialect does have. */
export type Feature =
  | "using"
  | "semi join"
  | "lateral"
  | "values in from"
  | "series in from"
  | "distinct on"
  | "qualify"
  | "filter clause"
  | "grouping sets"
  | "group by ordinal"
  | "group by all"
  | "recursive"
  | "intersect and except"
  | "set operation all"
  | "is distinct from"
  | "quantified comparison"
  | "row comparison"
  | "nulls order"
  | "window frames"
  | "named windows"
  | "correlated subqueries"
  | "with queries"
  | "windows"
  /** HAVING in a query with window functions: MariaDB 10.11 may lose all groups then. */
  | "having beside windows"
  | "exists"
  /** More than two relations in one FROM. */
  | "many joins"
  | "comma join"
  /** Conditions beside the one equality of a join. */
  | "join conditions"
  /** `x IN (a, b + 1)`, not constants only. */
  | "columns in lists"
  /** A decimal in a list or as a subquery's value. */
  | "decimal constants"
  /** ORDER BY behind a set operation. */
  | "ordered set operation"
  | "order by ordinal"
  /** A table that has an alias is not called by its own name any more. */
  | "aliases hide tables"
  /** Integers of any width meet in unions and lists, and so do decimals. */
  | "mixed numbers"
  /** Joins compare columns that take NULL, and numbers of any width. */
  | "mixed join keys"
  /** A query may read the right side's column of a join's equality; 18.16 gives wrong answers then, or ends. */
  | "right join keys"
  | "reserved aliases"
  | "not between"
  /** A name of the select list stands for its column everywhere in the query, whatever qualifies it. */
  | "aliases everywhere"
  /** `string_agg(DISTINCT x, ',' ORDER BY x)`. */
  | "ordered text aggregate"
  | "from first"
  | "star exclude"
  /** `(SELECT …) AS t(a, b)`. */
  | "derived column names"
  | "boolean columns"
  | "case sensitive names";

export interface DialectProfile {
  readonly name: "postgres" | "duckdb" | "mysql" | "clickhouse";
  readonly features: ReadonlySet<Feature>;
  readonly quote: '"' | "`";
  /** A value, NULL among them, as one of the type. */
  readonly cast: (value: string, type: ValueType) => string;
  /** A constant from its plain text. */
  readonly literal: (text: string, type: ValueType) => string;
  readonly concat: (a: string, b: string) => string;
  readonly start: (text: string) => string;
  readonly trimmed: (text: string) => string;
  readonly remainder: (number: string, by: string) => string;
  /** A count or length as wide as a column's numbers. */
  readonly whole: (number: string) => string;
  readonly average: (number: string) => string;
  readonly year: (date: string) => string;
  readonly dayLater: (date: string) => string;
  readonly monthStart: (date: string) => string;
  /** The joins that take ON, and those that take USING. */
  readonly joins: readonly string[];
  readonly usingJoins: readonly string[];
  /** Fails for numbers of more than two bytes. */
  readonly narrow: (number: string) => string;
  /** Rows of VALUES, e.g. `(1, 2)` or `ROW(1, 2)`. */
  readonly valuesRow: (items: readonly string[]) => string;
}

const casting = (types: Readonly<Record<ValueType, string>>) => (value: string, type: ValueType) =>
  `CAST(${value} AS ${types[type]})`;

/** What all have but ClickHouse 18.16. */
const standard: readonly Feature[] = [
  "with queries",
  "windows",
  "exists",
  "many joins",
  "comma join",
  "join conditions",
  "columns in lists",
  "decimal constants",
  "ordered set operation",
  "order by ordinal",
  "aliases hide tables",
  "mixed numbers",
  "mixed join keys",
  "right join keys",
  "reserved aliases",
  "not between",
  "using",
  "group by ordinal",
  "recursive",
  "intersect and except",
  "set operation all",
  "quantified comparison",
  "row comparison",
  "window frames",
  "named windows",
  "correlated subqueries",
];

const standardSpelling = {
  literal: (text: string, type: ValueType) => (type === "date" ? `DATE '${text}'` : text),
  start: (text: string) => `substr(${text}, 1, 2)`,
  trimmed: (text: string) => `trim(${text})`,
  remainder: (number: string, by: string) => `mod(${number}, ${by})`,
  whole: (number: string) => number,
  average: (number: string) => `avg(${number})`,
  valuesRow: (items: readonly string[]) => `(${items.join(", ")})`,
};

const postgres: DialectProfile = {
  ...standardSpelling,
  name: "postgres",
  features: new Set<Feature>([
    ...standard,
    "having beside windows",
    "lateral",
    "values in from",
    "series in from",
    "distinct on",
    "filter clause",
    "grouping sets",
    "is distinct from",
    "nulls order",
    "ordered text aggregate",
    "boolean columns",
    "derived column names",
    "case sensitive names",
  ]),
  quote: '"',
  cast: casting({ integer: "bigint", text: "text", decimal: "numeric(18,2)", date: "date", boolean: "boolean" }),
  concat: (a, b) => `${a} || ${b}`,
  year: (date) => `CAST(extract(year FROM ${date}) AS integer)`,
  dayLater: (date) => `${date} + 1`,
  monthStart: (date) => `CAST(date_trunc('month', ${date}) AS date)`,
  joins: ["JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"],
  usingJoins: ["JOIN", "LEFT JOIN", "FULL JOIN"],
  narrow: (number) => `CAST(${number} AS smallint)`,
};

const duckdb: DialectProfile = {
  ...postgres,
  name: "duckdb",
  features: new Set<Feature>([
    ...[...postgres.features].filter((feature) => feature !== "case sensitive names"),
    "semi join",
    "qualify",
    "group by all",
    "from first",
    "star exclude",
  ]),
  cast: casting({
    integer: "BIGINT",
    text: "VARCHAR",
    decimal: "DECIMAL(18,2)",
    date: "DATE",
    boolean: "BOOLEAN",
  }),
};

const mysql: DialectProfile = {
  ...standardSpelling,
  name: "mysql",
  features: new Set<Feature>(standard),
  quote: "`",
  cast: casting({ integer: "SIGNED", text: "CHAR", decimal: "DECIMAL(18,2)", date: "DATE", boolean: "SIGNED" }),
  concat: (a, b) => `concat(${a}, ${b})`,
  year: (date) => `year(${date})`,
  dayLater: (date) => `date_add(${date}, INTERVAL 1 DAY)`,
  monthStart: (date) => `CAST(date_format(${date}, '%Y-%m-01') AS DATE)`,
  joins: ["JOIN", "LEFT JOIN", "RIGHT JOIN"],
  usingJoins: ["JOIN", "LEFT JOIN"],
  narrow: (number) => `(${number} * 1010000000000)`,
};

const clickhouseCasts: Readonly<Record<ValueType, (value: string) => string>> = {
  integer: (value) => `toInt64(${value})`,
  text: (value) => `toString(${value})`,
  decimal: (value) => `toDecimal64(${value}, 2)`,
  date: (value) => `toDate(${value})`,
  boolean: (value) => `toUInt8(${value})`,
};

const clickhouseZeros: Readonly<Record<ValueType, string>> = {
  integer: "0",
  text: "''",
  decimal: "'0'",
  date: "'2020-01-01'",
  boolean: "0",
};

/** NULL of a type is written as what a value of it and the same value make of each other. */
function clickhouseCast(value: string, type: ValueType): string {
  if (value !== "NULL") return clickhouseCasts[type](value);
  const zero = clickhouseCasts[type](clickhouseZeros[type]);
  return `nullIf(${zero}, ${zero})`;
}

function clickhouseLiteral(text: string, type: ValueType): string {
  if (type === "date") return `toDate('${text}')`;
  if (type === "decimal") return `toDecimal64('${text}', 2)`;
  if (type === "boolean") return text === "TRUE" ? "1" : "0";
  return type === "text" ? `'${text.slice(1, -1).replaceAll("''", "\\'")}'` : text;
}

/**
 * ClickHouse 18.16. It has no WITH of queries, no windows, no correlated subqueries, EXISTS, VALUES, ANY or ALL, no set
 * operation but UNION ALL, no ordinals, no rows of columns in IN, no constants TRUE and FALSE, no NOT BETWEEN,
 * and joins two relations on one equality of columns of one type: so none of these is proven here. A table with an alias
 * goes by its own name as well there. RIGHT and FULL JOIN lose the keys of ON there.
 */
const clickhouse: DialectProfile = {
  name: "clickhouse",
  features: new Set<Feature>(["using", "nulls order", "aliases everywhere"]),
  quote: "`",
  cast: clickhouseCast,
  literal: clickhouseLiteral,
  concat: (a, b) => `concat(${a}, ${b})`,
  start: (text) => `substring(${text}, 1, 2)`,
  trimmed: (text) => `replaceRegexpAll(${text}, '^ +| +$', '')`,
  remainder: (number, by) => `modulo(${number}, ${by})`,
  whole: (number) => `toInt32(${number})`,
  // The average of no rows is no number there, which makes no decimal.
  average: (number) => `sum(${number})`,
  year: (date) => `toYear(${date})`,
  dayLater: (date) => `addDays(${date}, 1)`,
  monthStart: (date) => `toStartOfMonth(${date})`,
  joins: ["ALL INNER JOIN", "ALL LEFT JOIN"],
  usingJoins: ["ALL INNER JOIN", "ALL LEFT JOIN"],
  narrow: (number) => `intDiv(${number}, ${number} < 30000)`,
  valuesRow: standardSpelling.valuesRow,
};

export const dialectProfiles = { postgres, duckdb, mysql, clickhouse } as const;
