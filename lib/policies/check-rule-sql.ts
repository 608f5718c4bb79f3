import { checkFilterSql, checkMaskSql } from "@/lib/sql/check-policy-sql";
import type { CatalogColumn, Dialect } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { error } from "./check-layers";
import type { PolicyProblem } from "./policy-schema";

export interface CheckedTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
}

/** What the guard says against a filter on one of the tables it covers; null when it can be applied. */
export function checkFilter(path: string, sql: string, dialect: Dialect, table: CheckedTable) {
  return problemOf(path, table, () => checkFilterSql(dialect, sql, table));
}

/** The same for the expression that stands in a masked column's place. */
export function checkMask(path: string, sql: string, dialect: Dialect, table: CheckedTable) {
  return problemOf(path, table, () => checkMaskSql(dialect, sql, table));
}

/**
 * Whether no row passes a filter without one of its columns being compared with a placeholder's value: what a filter
 * must do to open a table (R01). What the guard does not accept opens nothing.
 */
export async function filterDependsOnPlaceholder(sql: string, dialect: Dialect, table: CheckedTable): Promise<boolean> {
  try {
    return (await checkFilterSql(dialect, sql, table)).dependsOnPlaceholder;
  } catch (failure) {
    if (failure instanceof SqlRefusal) return false;
    throw failure;
  }
}

async function problemOf(path: string, table: CheckedTable, check: () => unknown): Promise<PolicyProblem | null> {
  try {
    await check();
    return null;
  } catch (failure) {
    if (!(failure instanceof SqlRefusal)) throw failure;
    return error(path, `${failure.message} (${table.schema}.${table.name})`, failure);
  }
}
