import { checkFilterSql, checkMaskSql } from "@/lib/sql/check-policy-sql";
import { secureSql } from "@/lib/sql/secure-sql";
import { contextOfInput, InvalidInput, parseSecureSqlInput, type SecureSqlInput } from "@/lib/sql/secure-sql-input";
import type { SecurityTrace } from "@/lib/sql/security-context";
import { SqlRefusal, type SqlRefusalCode } from "@/lib/sql/sql-refusal";

export type SecureSqlAnswer =
  | { readonly ok: true; readonly sql: string; readonly trace: SecurityTrace }
  | {
      readonly ok: false;
      readonly code: SqlRefusalCode | "invalid_input";
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    };

/** Longest line that is read, in bytes. */
export const maximumLineBytes = 8 * 1024 * 1024;

/** The answer to one line of `npm run secure-sql`; it never throws. */
export async function secureSqlLine(line: string): Promise<SecureSqlAnswer> {
  try {
    const input = parseSecureSqlInput(line);
    const { sql, trace } = await secureSql(input.sql, contextOfInput(input)).catch(async (error: unknown) => {
      throw (await policyFault(error, input)) ?? error;
    });
    return { ok: true, sql, trace };
  } catch (error) {
    if (error instanceof SqlRefusal) return refused(error);
    const message = error instanceof InvalidInput ? error.message : "The line could not be read";
    return { ok: false, code: "invalid_input", message };
  }
}

function refused({ code, message, line, column }: SqlRefusal): SecureSqlAnswer {
  return {
    ok: false,
    code,
    message,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

/**
 * Which filter or mask is at fault, when the guard could not apply one. Viewers are never told; here the rules are the
 * caller's own text. `line` and `column` are then those of the filter.
 */
async function policyFault(error: unknown, { dialect, tables }: SecureSqlInput): Promise<SqlRefusal | undefined> {
  if (!(error instanceof SqlRefusal) || error.code !== "sql_not_verified") return undefined;
  for (const [name, table] of Object.entries(tables)) {
    const columns = Object.entries(table.columns).map(([column, type]) => ({ name: column, type }));
    const target = { schema: table.schema ?? "", name, columns };
    const rules = Object.entries(table.maskedColumns).map(([column, sql]) => ({ what: `Mask of "${column}"`, sql }));
    for (const { what, sql } of rules) {
      const fault = await faultOf(checkMaskSql(dialect, sql, target), `${what} in "${name}"`);
      if (fault !== undefined) return fault;
    }
    if (table.filter === undefined) continue;
    const fault = await faultOf(checkFilterSql(dialect, table.filter, target), `Filter of "${name}"`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

async function faultOf(check: Promise<unknown>, what: string): Promise<SqlRefusal | undefined> {
  const error = await check.then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
  if (!(error instanceof SqlRefusal)) return undefined;
  return new SqlRefusal(error.code, `${what}: ${error.message}`, error.line, error.column);
}
