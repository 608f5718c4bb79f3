import { quoteClickhouseString } from "@/lib/sql/dialects/clickhouse/clickhouse-lexemes";
import { duckdbLiteral } from "@/lib/sql/dialects/duckdb/string-literal";
import { quoteMysqlString } from "@/lib/sql/dialects/mysql/mysql-lexemes";
import { postgresLiteral } from "@/lib/sql/dialects/postgres/string-literal";
import type { PlanDialect } from "@/lib/sql/plans/secured-plan";
import type { Dialect } from "@/lib/sql/security-context";

/** Names in double quotes, and no backslash that hides a quote: PostgreSQL's printer doubles quotes in `E''` too. */
const doubleQuotes =
  /"(?:[^"]|"")*"|([eE])?'((?:[^']|'')*)'|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;
/** Names in backticks, and a backslash before what it says in a string. */
const backticks =
  /`(?:[^`]|``)*`|([A-Za-z])?'((?:[^'\\]|''|\\.)*)'|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d+(?:\.\d+)?(?:e[+-]?\d+)?/gs;

/** How each dialect's constants are put into its kept plans. */
export const planDialects: Readonly<Record<Dialect, PlanDialect>> = {
  postgres: { literal: postgresLiteral, afterMinus: "", pieces: doubleQuotes },
  duckdb: { literal: duckdbLiteral, afterMinus: "", pieces: doubleQuotes },
  mysql: { literal: quoteMysqlString, afterMinus: " ", pieces: backticks },
  clickhouse: { literal: quoteClickhouseString, afterMinus: " ", pieces: backticks },
};
