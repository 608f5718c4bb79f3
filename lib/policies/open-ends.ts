import type { Dialect } from "@/lib/sql/security-context";

type Ends = Readonly<{ days: readonly [string, string]; numbers: readonly [number, number] }>;

/** Exact in every number type, and still so with the scale of a decimal column. */
const numbers: Ends["numbers"] = [-1_000_000_000_000_000, 1_000_000_000_000_000];

/** Within what MySQL promises of dates, with room for SQL that adds to them. */
const long: Ends = { days: ["1000-01-01", "9000-12-31"], numbers };

/**
 * What stands for an open end of a range: values of each engine's own types that lie beyond what data has. ClickHouse
 * keeps a date in two bytes, and a later one would come round to 1970.
 */
export const openEnds: Readonly<Record<Dialect, Ends>> = {
  postgres: long,
  duckdb: long,
  mysql: long,
  clickhouse: { days: ["1970-01-01", "2105-12-30"], numbers },
};
