import { secureClickhouse } from "@/lib/sql/dialects/clickhouse/secure-clickhouse";
import { secureDuckdb } from "@/lib/sql/dialects/duckdb/secure-duckdb";
import { secureMysql } from "@/lib/sql/dialects/mysql/secure-mysql";
import { securePostgres } from "@/lib/sql/dialects/postgres/secure-postgres";
import { notVerified } from "@/lib/sql/refusals";
import type { Dialect, SecuredSql, SecurityContext } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

type SecureDialect = (sql: string, context: SecurityContext) => Promise<SecuredSql>;

const dialects: Readonly<Record<Dialect, SecureDialect>> = {
  postgres: securePostgres,
  duckdb: secureDuckdb,
  mysql: secureMysql,
  clickhouse: secureClickhouse,
};

/**
 * Turns one SQL text into another that can only return what the context allows, or refuses.
 *
 * Each read of a table becomes a derived table of its visible columns and rows; the text is printed from the rewritten
 * tree, parsed again, compared with it, and searched for reads that are not guarded. What is not understood refuses,
 * and so does every failure of the guard itself. Placeholders become constants of the tree, never text (R12).
 *
 * @throws SqlRefusal, and nothing else; the message names constructs of the caller's text and never data
 */
export async function secureSql(sql: string, context: SecurityContext): Promise<SecuredSql> {
  try {
    const secure = Object.hasOwn(dialects, context.dialect) ? dialects[context.dialect] : undefined;
    if (secure === undefined || typeof sql !== "string") throw notVerified();
    return await secure(sql, context);
  } catch (error) {
    throw error instanceof SqlRefusal ? error : notVerified();
  }
}
