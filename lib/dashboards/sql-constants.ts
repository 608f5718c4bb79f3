import { tokenizeClickhouse } from "@/lib/sql/dialects/clickhouse/clickhouse-tokens";
import { tokenizeMysql } from "@/lib/sql/dialects/mysql/mysql-tokens";
import { tokenizeSql } from "@/lib/sql/sql-tokens";
import type { Engine } from "@/prisma/client/enums";

const tokenizers = {
  POSTGRES: tokenizeSql,
  DUCKDB: tokenizeSql,
  MYSQL: tokenizeMysql,
  CLICKHOUSE: tokenizeClickhouse,
} as const satisfies Record<Engine, typeof tokenizeSql>;

const typed: ReadonlySet<string> = new Set(["string", "dollar_string", "number", "comment"]);

/**
 * Constants and comments of a query as they stand there, each once, in their order: what somebody typed rather than
 * named. A placeholder is no constant. It reads the text as the query's own engine does, whether or not it would run.
 */
export function sqlConstants(sql: string, engine: Engine): string[] {
  const found = tokenizers[engine](sql).filter(({ kind }) => typed.has(kind));
  return [...new Set(found.map(({ start, end }) => sql.slice(start, end)))];
}
