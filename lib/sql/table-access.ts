import type { FoldName } from "@/lib/sql/name-scope";
import { notVerified, unknownTable } from "@/lib/sql/refusals";
import type { CatalogColumn, SecurityContext, TableAccess } from "@/lib/sql/security-context";

/** The name of the base table inside every derived table; nothing the caller writes may be called so. */
export const innerAlias = "__p";

const systemSchema = /^(?:pg_.*|information_schema|system|temp|duckdb_.*|sqlite_.*|mysql|performance_schema|sys)$/i;

/**
 * The table that a name in FROM means for this actor. Every reason why it means none gives the same refusal (R04).
 *
 * @throws SqlRefusal `sql_unknown_table`
 */
export function requireTable(
  context: SecurityContext,
  schema: string | undefined,
  name: string,
  fold: FoldName,
): TableAccess {
  const wanted = fold(schema ?? context.defaultSchema);
  const found = context.tables.filter((table) => {
    const here = table.dataset ? schema === undefined : fold(table.schema) === wanted;
    return here && fold(table.name) === fold(name);
  });
  const table = found[0];
  const named = schema === undefined || context.namedSchemas.some((allowed) => fold(allowed) === wanted);
  if (table === undefined || found.length > 1 || !named || !table.readable || systemSchema.test(wanted)) {
    throw unknownTable(schema === undefined ? name : `${schema}.${name}`);
  }
  if (visibleColumns(table, fold).length === 0) throw unknownTable(schema === undefined ? name : `${schema}.${name}`);
  return table;
}

/** What is left of a table's columns after exclusions, in catalog order. Exclusion beats mask (R11). */
export function visibleColumns(table: TableAccess, fold: FoldName): readonly CatalogColumn[] {
  const excluded = hiddenColumns(table, fold);
  const seen = new Set<string>();
  return table.columns.filter((column) => {
    const name = fold(column.name);
    if (name === innerAlias || seen.has(name)) throw notVerified();
    seen.add(name);
    return !excluded.has(name);
  });
}

export function hiddenColumns(table: TableAccess, fold: FoldName): ReadonlySet<string> {
  return new Set(table.excludedColumns.map(fold));
}

/** The mask in a column's place, if any. */
export function maskOf(table: TableAccess, column: string, fold: FoldName) {
  const key = Object.keys(table.maskedColumns).find((name) => fold(name) === fold(column));
  return key === undefined ? undefined : table.maskedColumns[key];
}
