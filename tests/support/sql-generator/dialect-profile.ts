import type { ValueType } from "./scope";

/** What not every dialect has; a profile lists what its dialect does have. */
export type Feature =
  | "full join"
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
  readonly types: Readonly<Record<ValueType, string>>;
  readonly concat: (a: string, b: string) => string;
  readonly year: (date: string) => string;
  readonly dayLater: (date: string) => string;
  readonly monthStart: (date: string) => string;
  readonly dateLiteral: (text: string) => string;
  /** Fails for numbers of more than two bytes. */
  readonly narrow: (number: string) => string;
  /** Rows of VALUES, e.g. `(1, 2)` or `ROW(1, 2)`. */
  readonly valuesRow: (items: readonly string[]) => string;
}

const cast = (value: string, type: string) => `CAST(${value} AS ${type})`;

const postgres: DialectProfile = {
  name: "postgres",
  features: new Set<Feature>([
    "full join",
    "using",
    "lateral",
    "values in from",
    "series in from",
    "distinct on",
    "filter clause",
    "grouping sets",
    "group by ordinal",
    "recursive",
    "intersect and except",
    "set operation all",
    "is distinct from",
    "quantified comparison",
    "row comparison",
    "nulls order",
    "window frames",
    "named windows",
    "correlated subqueries",
    "ordered text aggregate",
    "boolean columns",
    "derived column names",
    "case sensitive names",
  ]),
  quote: '"',
  types: { integer: "bigint", text: "text", decimal: "numeric(18,2)", date: "date", boolean: "boolean" },
  concat: (a, b) => `${a} || ${b}`,
  year: (date) => cast(`extract(year FROM ${date})`, "integer"),
  dayLater: (date) => `${date} + 1`,
  monthStart: (date) => cast(`date_trunc('month', ${date})`, "date"),
  dateLiteral: (text) => `DATE '${text}'`,
  narrow: (number) => cast(number, "smallint"),
  valuesRow: (items) => `(${items.join(", ")})`,
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
  types: { integer: "BIGINT", text: "VARCHAR", decimal: "DECIMAL(18,2)", date: "DATE", boolean: "BOOLEAN" },
};

const mysql: DialectProfile = {
  name: "mysql",
  features: new Set<Feature>([
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
  ]),
  quote: "`",
  types: { integer: "SIGNED", text: "CHAR", decimal: "DECIMAL(18,2)", date: "DATE", boolean: "SIGNED" },
  concat: (a, b) => `concat(${a}, ${b})`,
  year: (date) => `year(${date})`,
  dayLater: (date) => `date_add(${date}, INTERVAL 1 DAY)`,
  monthStart: (date) => cast(`date_format(${date}, '%Y-%m-01')`, "DATE"),
  dateLiteral: (text) => `DATE '${text}'`,
  narrow: (number) => `(${number} * 1010000000000)`,
  valuesRow: (items) => `(${items.join(", ")})`,
};

const clickhouse: DialectProfile = {
  ...mysql,
  name: "clickhouse",
  features: new Set<Feature>([
    "full join",
    "using",
    "semi join",
    "intersect and except",
    "nulls order",
    "window frames",
    "group by ordinal",
    "group by all",
  ]),
  types: {
    integer: "Nullable(Int64)",
    text: "Nullable(String)",
    decimal: "Nullable(Decimal(18, 2))",
    date: "Nullable(Date)",
    boolean: "Nullable(Bool)",
  },
  year: (date) => `toYear(${date})`,
  dayLater: (date) => `addDays(${date}, 1)`,
  monthStart: (date) => `toStartOfMonth(${date})`,
  dateLiteral: (text) => `toDate('${text}')`,
  narrow: (number) => `throwIf(${number} > 32767)`,
};

export const dialectProfiles = { postgres, duckdb, mysql, clickhouse } as const;
