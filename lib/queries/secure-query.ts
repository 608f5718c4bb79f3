import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { secureSql } from "@/lib/sql/secure-sql";
import type { SecuredSql, SecurityContext } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/**
 * The guard's word on a query, as errors of ours: what it refuses, and what it could not even look at, is not run.
 *
 * @throws DomainError `query_refused` with `sqlCode`, `line` and `column` in its fields
 */
export async function secureQuery(sql: string, security: SecurityContext): Promise<SecuredSql> {
  try {
    return await secureSql(sql, security);
  } catch (error) {
    if (error instanceof SqlRefusal) throw refusedBy(error);
    log.error({ err: error }, "the guard failed");
    throw new DomainError("query_refused", "This query could not be checked");
  }
}

function refusedBy({ code, message, line, column }: SqlRefusal): DomainError {
  const place =
    line === undefined ? {} : { line: String(line), ...(column === undefined ? {} : { column: String(column) }) };
  return new DomainError("query_refused", message, { sqlCode: code, ...place });
}
