import { insertDatasets, secureDatasets } from "@/lib/sql/datasets";
import { secureClickhouse } from "@/lib/sql/dialects/clickhouse/secure-clickhouse";
import { secureDuckdb } from "@/lib/sql/dialects/duckdb/secure-duckdb";
import { secureMysql } from "@/lib/sql/dialects/mysql/secure-mysql";
import { securePostgres } from "@/lib/sql/dialects/postgres/secure-postgres";
import { keepPlan, planStatement, securedFromPlan } from "@/lib/sql/plan-cache";
import { twinContext } from "@/lib/sql/plans/twin-context";
import { notVerified } from "@/lib/sql/refusals";
import type { Dialect, SecuredSql, SecuredStatement, SecurityContext } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** A dialect also rewrites the twin it is given, so that a plan can be kept. */
type SecureDialect = (sql: string, context: SecurityContext, twin?: SecurityContext) => Promise<SecuredStatement>;

const dialects: Readonly<Record<Dialect, SecureDialect>> = {
  postgres: securePostgres,
  duckdb: secureDuckdb,
  mysql: secureMysql,
  clickhouse: secureClickhouse,
};

/** The dialects that the guard knows. */
export const securedDialects = Object.keys(dialects) as readonly Dialect[];

/**
 * Turns one SQL text into another that can only return what the context allows, or refuses.
 *
 * Each read of a table becomes a derived table of its visible columns and rows; the text is printed from the rewritten
 * tree, parsed again, compared with it, and searched for reads that are not guarded. What is not understood refuses,
 * and so does every failure of the guard itself. Placeholders become constants of the tree, never text (R12). A plan
 * is kept of what was verified, for contexts that differ in values only (R22).
 *
 * @throws SqlRefusal, and nothing else; the message names constructs of the caller's text and never data
 */
export async function secureSql(sql: string, context: SecurityContext): Promise<SecuredSql> {
  try {
    const secure = Object.hasOwn(dialects, context.dialect) ? dialects[context.dialect] : undefined;
    if (secure === undefined || typeof sql !== "string") throw notVerified();
    const { context: known, queries } = await secureDatasets(context, (inner, own) => withPlan(secure, inner, own));
    return insertDatasets(await withPlan(secure, sql, known), sql, known, queries);
  } catch (error) {
    throw error instanceof SqlRefusal ? error : notVerified();
  }
}

async function withPlan(secure: SecureDialect, sql: string, context: SecurityContext): Promise<SecuredSql> {
  const planned = planStatement(sql, context);
  if (planned === undefined) return withoutSketch(await secure(sql, context));
  const kept = securedFromPlan(planned, context);
  if (kept !== undefined) return kept;
  const twin = twinContext(context);
  const secured = await secure(sql, context, twin?.context);
  if (twin !== undefined) keepPlan(planned, secured, sql, twin);
  return withoutSketch(secured);
}

function withoutSketch({ sql, trace }: SecuredStatement): SecuredSql {
  return { sql, trace };
}
