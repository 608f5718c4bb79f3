/** What a row/column rule names: one table, or every table with a column. */
export interface RuleScope {
  readonly tableSchema: string | null;
  readonly tableName: string | null;
  readonly allTablesWithColumn: string | null;
}

export interface CoverableTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string }[];
}

/**
 * Whether a rule holds for a table. Letter case is ignored: a rule that matches one table too many only narrows, one
 * that misses a table because of its spelling would leave it open.
 */
export function ruleCovers(rule: RuleScope, table: CoverableTable): boolean {
  if (rule.allTablesWithColumn !== null) {
    return table.columns.some((column) => sameName(column.name, rule.allTablesWithColumn ?? ""));
  }
  if (rule.tableName === null || !sameName(rule.tableName, table.name)) return false;
  return rule.tableSchema === null || sameName(rule.tableSchema, table.schema);
}

export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
