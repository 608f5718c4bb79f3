import type { ColumnMask, RowFilter, RuleReference, TableAccess, TracedTable } from "@/lib/sql/security-context";

/** What the policies did to one table, in names and origins only. */
export function traceTable(table: TableAccess, fenced: boolean): TracedTable {
  const rules = new Map<string, RuleReference>();
  const values: Record<string, string> = {};
  const note = (rule: RuleReference, used: ColumnMask["values"]) => {
    rules.set(`${rule.policyId} ${rule.ruleId} ${rule.appliesThrough}`, rule);
    for (const [name, value] of Object.entries(used)) values[name] = value.origin;
  };
  const visit = (filter: RowFilter): void => {
    if (filter.kind === "predicate") note(filter.rule, filter.values);
    else if (filter.kind === "tenant_column") note(filter.rule, { [filter.column]: filter.value });
    else filter.of.forEach(visit);
  };
  table.filters.forEach(visit);
  for (const mask of Object.values(table.maskedColumns)) note(mask.rule, mask.values);
  return {
    schema: table.schema,
    name: table.name,
    rules: [...rules.values()],
    filters: table.filters.map(filterInWords),
    values,
    excludedColumns: [...table.excludedColumns],
    maskedColumns: Object.keys(table.maskedColumns).filter((name) => !table.excludedColumns.includes(name)),
    fenced,
  };
}

function filterInWords(filter: RowFilter): string {
  if (filter.kind === "predicate") return filter.sql;
  if (filter.kind === "tenant_column") return `${filter.column} = {{ ${filter.column} }}`;
  if (filter.of.length === 0) return filter.kind === "all" ? "TRUE" : "FALSE";
  return filter.of.map((part) => `(${filterInWords(part)})`).join(filter.kind === "all" ? " AND " : " OR ");
}
