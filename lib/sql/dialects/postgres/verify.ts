import { derivedSelect, exactly, policyCondition } from "@/lib/sql/dialects/postgres/derived-table";
import { addFence } from "@/lib/sql/dialects/postgres/secure-select";
import {
  fieldsOf,
  isObject,
  listOf,
  objectOf,
  sameTree,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/postgres/tree";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified } from "@/lib/sql/refusals";
import type { SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { innerAlias, maskOf, visibleColumns } from "@/lib/sql/table-access";

/**
 * Looks at the printed and parsed result with other eyes than the rewriter's: wherever a table name stands, it must be
 * a name given by WITH in this statement, or lie inside a derived table equal to what the policies demand of it.
 *
 * @throws SqlRefusal `sql_not_verified`
 */
export function verifySecured(tree: TreeObject, context: SecurityContext, fenced: boolean): void {
  const commonTables = new Set<string>();
  collectCommonTables(tree, commonTables);
  visit(tree, { context, fenced, commonTables });
}

interface Verification {
  readonly context: SecurityContext;
  readonly fenced: boolean;
  readonly commonTables: ReadonlySet<string>;
}

function collectCommonTables(value: TreeValue, names: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectCommonTables(item, names);
  if (!isObject(value)) return;
  const common = fieldsOf(value, "CommonTableExpr");
  if (common !== undefined) {
    const name = String(common.ctename);
    if (!/^__c[0-9]+$/.test(name) || names.has(name)) throw notVerified();
    names.add(name);
  }
  for (const child of Object.values(value)) collectCommonTables(child, names);
}

function visit(value: TreeValue, state: Verification): void {
  if (Array.isArray(value)) for (const item of value) visit(item, state);
  if (!isObject(value)) return;
  const name = fieldsOf(value, "RangeVar");
  const derived = fieldsOf(fieldsOf(value, "RangeSubselect")?.subquery, "SelectStmt");
  if (name !== undefined) verifyCommonTable(name, state);
  else if (derived !== undefined && readsBaseTable(derived) !== undefined) verifyDerived(derived, state);
  else for (const child of Object.values(value)) visit(child, state);
}

function verifyCommonTable(name: TreeObject, state: Verification): void {
  const known = state.commonTables.has(String(name.relname));
  if (name.schemaname !== undefined || name.catalogname !== undefined || !known) throw notVerified();
}

/** The table read directly by this SELECT, when it is written with its schema. */
function readsBaseTable(select: TreeObject): TreeObject | undefined {
  const item = listOf(select.fromClause)[0];
  const range = fieldsOf(item, "RangeVar") ?? fieldsOf(fieldsOf(item, "RangeTableSample")?.relation, "RangeVar");
  return range?.schemaname === undefined ? undefined : range;
}

function verifyDerived(select: TreeObject, state: Verification): void {
  const base = objectOf(readsBaseTable(select));
  const sample = fieldsOf(listOf(select.fromClause)[0], "RangeTableSample");
  const found = state.context.tables.filter((table) => table.schema === base.schemaname && table.name === base.relname);
  const table = found[0];
  if (found.length !== 1 || table === undefined || !table.readable) throw notVerified();
  const { relation: _relation, ...sampling } = sample ?? {};
  const expected = derivedSelect(table, { only: base.inh !== true, ...(sample ? { sample: sampling } : {}) });
  if (state.fenced && needsFence(table)) addFence(expected);
  if (!sameTree(select, expected)) throw notVerified();
  verifyShape(select, base, table);
}

/** The same once more without the builder: one table, only visible columns, the policy's condition in its place. */
function verifyShape(select: TreeObject, base: TreeObject, table: TableAccess): void {
  const columns = visibleColumns(table, exactly);
  const targets = listOf(select.targetList).map((item) => objectOf(fieldsOf(item, "ResTarget")));
  const hides = targets.every((target, index) => {
    const column = columns[index]?.name ?? "";
    if (table.excludedColumns.includes(column)) return false;
    if (maskOf(table, column, exactly) !== undefined) return target.name === column;
    const names = listOf(fieldsOf(target.val, "ColumnRef")?.fields).map(textOf);
    return target.name === undefined && names.length === 2 && names[0] === innerAlias && names[1] === column;
  });
  const one = listOf(select.fromClause).length === 1 && objectOf(base.alias).aliasname === innerAlias;
  const condition = policyCondition(table);
  const filtered =
    table.filters.length === 0
      ? select.whereClause === undefined
      : condition !== undefined && sameTree(select.whereClause, condition);
  if (!hides || !one || !filtered || targets.length !== columns.length) throw notVerified();
}
