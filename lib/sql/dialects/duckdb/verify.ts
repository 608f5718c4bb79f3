import type { PolicyTemplates } from "@/lib/sql/dialects/duckdb/compile-policy";
import { addFence, derivedSelect, policyCondition } from "@/lib/sql/dialects/duckdb/derived-table";
import { fold } from "@/lib/sql/dialects/duckdb/fold";
import {
  isObject,
  listOf,
  objectOf,
  sameTree,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/duckdb/tree";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified } from "@/lib/sql/refusals";
import type { SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { innerAlias, maskOf, visibleColumns } from "@/lib/sql/table-access";

interface Verification {
  readonly context: SecurityContext;
  readonly templates: PolicyTemplates;
  readonly fenced: boolean;
  readonly commonTables: ReadonlySet<string>;
}

/**
 * Looks at the printed and parsed result with other eyes than the rewriter's: wherever a table name stands, it must be
 * a name given by WITH in this statement, or lie inside a derived table equal to what the policies demand of it.
 *
 * @throws SqlRefusal `sql_not_verified`
 */
export function verifySecured(
  tree: TreeObject,
  context: SecurityContext,
  templates: PolicyTemplates,
  fenced: boolean,
): void {
  const commonTables = new Set<string>();
  collectCommonTables(tree, commonTables);
  visit(tree, { context, templates, fenced, commonTables });
}

function collectCommonTables(value: TreeValue, names: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectCommonTables(item, names);
  if (!isObject(value)) return;
  for (const item of listOf(objectOf(value.cte_map).map)) {
    const name = textOf(objectOf(item).key);
    if (!/^__c[0-9]+$/.test(name) || names.has(name)) throw notVerified();
    names.add(name);
  }
  for (const child of Object.values(value)) collectCommonTables(child, names);
}

function visit(value: TreeValue, state: Verification): void {
  if (Array.isArray(value)) for (const item of value) visit(item, state);
  if (!isObject(value)) return;
  const derived = value.type === "SUBQUERY" ? objectOf(objectOf(value.subquery).node) : {};
  if (value.type === "BASE_TABLE") verifyCommonTable(value, state);
  else if (hasSchema(objectOf(derived.from_table))) verifyDerived(derived, state);
  else for (const child of Object.values(value)) visit(child, state);
}

function hasSchema(reference: TreeObject): boolean {
  return reference.type === "BASE_TABLE" && textOf(reference.schema_name) !== "";
}

function verifyCommonTable(reference: TreeObject, state: Verification): void {
  const bare = textOf(reference.schema_name) === "" && textOf(reference.catalog_name) === "";
  if (!bare || !state.commonTables.has(textOf(reference.table_name))) throw notVerified();
}

function verifyDerived(select: TreeObject, state: Verification): void {
  const base = objectOf(select.from_table);
  const found = state.context.tables.filter(
    (table) => table.schema === base.schema_name && table.name === base.table_name,
  );
  const table = found[0];
  if (found.length !== 1 || table === undefined || !table.readable) throw notVerified();
  const expected = derivedSelect(state.templates, table);
  if (state.fenced && needsFence(table)) addFence(expected);
  if (!sameTree(select, expected)) throw notVerified();
  verifyShape(select, base, table, state.templates);
}

/** The same once more without the builder: one table, only visible columns, the policy's condition in its place. */
function verifyShape(select: TreeObject, base: TreeObject, table: TableAccess, templates: PolicyTemplates): void {
  const columns = visibleColumns(table, fold);
  const items = listOf(select.select_list).map(objectOf);
  const hides = items.every((item, index) => {
    const column = columns[index]?.name ?? "";
    if (table.excludedColumns.some((name) => fold(name) === fold(column))) return false;
    if (maskOf(table, column, fold) !== undefined) return item.alias === column;
    const names = listOf(item.column_names).map(textOf);
    return (
      item.class === "COLUMN_REF" &&
      item.alias === undefined &&
      names.length === 2 &&
      names[0] === innerAlias &&
      names[1] === column
    );
  });
  const condition = policyCondition(templates, table);
  const filtered =
    table.filters.length === 0
      ? select.where_clause === undefined
      : condition !== undefined && sameTree(select.where_clause, condition);
  if (!hides || !filtered || base.alias !== innerAlias || items.length !== columns.length) throw notVerified();
}
