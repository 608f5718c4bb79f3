import { type PreparedSql, parsePlaceholderName } from "@/lib/sql/placeholders";
import type {
  ColumnMask,
  RowFilter,
  RuleReference,
  SecurityContext,
  SecurityTrace,
  TableAccess,
  TracedTable,
} from "@/lib/sql/security-context";

/** What the guard did to one statement, in names and origins only. */
export function traceSecured(
  context: SecurityContext,
  prepared: PreparedSql,
  tables: readonly TableAccess[],
  isFenced: (table: TableAccess) => boolean,
): SecurityTrace {
  return traceStatement(context, placeholderNames(prepared), [...new Set(tables)], isFenced);
}

/** The names of a statement's placeholders, each once. */
export function placeholderNames(prepared: PreparedSql): string[] {
  return [...new Set([...prepared.placeholders.values()].map((placeholder) => placeholder.name))];
}

/** The same from what a plan remembers of the statement; origins and rules are those of this context. */
export function traceStatement(
  context: SecurityContext,
  names: readonly string[],
  tables: readonly TableAccess[],
  isFenced: (table: TableAccess) => boolean,
): SecurityTrace {
  return {
    defaultSchema: context.defaultSchema,
    tables: tables.map((table) => traceTable(table, isFenced(table))),
    placeholders: names.map((name) => ({ name, origin: context.placeholders[name]?.origin ?? "" })),
  };
}

function traceTable(table: TableAccess, fenced: boolean): TracedTable {
  const rules = new Map<string, RuleReference>();
  const values: Record<string, string> = {};
  const note = ({ rule, values: given, sql }: Pick<ColumnMask, "rule" | "values"> & { readonly sql?: string }) => {
    rules.set(`${rule.policyId} ${rule.ruleId} ${rule.appliesThrough}`, rule);
    for (const [name, value] of Object.entries(given))
      if (sql === undefined || isUsed(sql, name)) values[name] = value.origin;
  };
  const visit = (filter: RowFilter): void => {
    if (filter.kind === "predicate") note(filter);
    else if (filter.kind === "tenant_column") note({ rule: filter.rule, values: { [filter.column]: filter.value } });
    else filter.of.forEach(visit);
  };
  table.filters.forEach(visit);
  for (const mask of Object.values(table.maskedColumns)) note(mask);
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

/** A filter as SQL in which placeholders still stand. */
export function filterInWords(filter: RowFilter): string {
  if (filter.kind === "predicate") return filter.sql;
  if (filter.kind === "tenant_column") return `${filter.column} = {{ ${filter.column} }}`;
  if (filter.of.length === 0) return filter.kind === "all" ? "TRUE" : "FALSE";
  return filter.of.map((part) => `(${filterInWords(part)})`).join(filter.kind === "all" ? " AND " : " OR ");
}

function isUsed(sql: string, name: string): boolean {
  return [...sql.matchAll(/\{\{([^{}]*)\}\}/g)].some(([, inside = ""]) => parsePlaceholderName(inside) === name);
}
