import { derivedSelect, innerColumn, policyCondition } from "@/lib/sql/dialects/polyglot/derived-table";
import type { PolyglotReader } from "@/lib/sql/dialects/polyglot/parse-text";
import { type Expression, type SelectQuery, sameTree } from "@/lib/sql/dialects/polyglot/tree";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified } from "@/lib/sql/refusals";
import { currentDatabase, type SecurityContext, type TableAccess } from "@/lib/sql/security-context";
import { innerAlias, maskOf, visibleColumns } from "@/lib/sql/table-access";

interface Verification {
  readonly context: SecurityContext;
  readonly reader: PolyglotReader;
  readonly commonTables: ReadonlySet<string>;
}

type Fields = Record<string, unknown>;

/**
 * Looks at the printed and parsed result with other eyes than the rewriter's: wherever a table name stands, it must be
 * a name given by WITH in this statement, or lie inside a derived table equal to what the policies demand of it.
 *
 * @throws SqlRefusal `sql_not_verified`
 */
export function verifySecured(tree: unknown, context: SecurityContext, reader: PolyglotReader): void {
  const commonTables = new Set<string>();
  collectCommonTables(tree, commonTables);
  visit(tree, { context, reader, commonTables });
}

function collectCommonTables(value: unknown, names: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  const { with: clause } = value as { with?: { tables: { name: string }[] } };
  for (const { name } of clause?.tables ?? []) {
    if (!/^__c[0-9]+$/.test(name) || names.has(name)) throw notVerified();
    names.add(name);
  }
  for (const child of Object.values(value)) collectCommonTables(child, names);
}

function visit(value: unknown, state: Verification): void {
  if (typeof value !== "object" || value === null) return;
  const fields = value as Fields;
  if (fields.item === "table") {
    if (fields.schema !== undefined || !state.commonTables.has(String(fields.name))) throw notVerified();
  } else if (fields.item === "derived" && readsTable(fields.query)) verifyDerived(fields.query, state);
  else for (const child of Object.values(fields)) visit(child, state);
}

/** The SELECT that reads a table: the derived table's own, or the one that it computes masks over. */
function readingSelect(select: SelectQuery): SelectQuery {
  const [item] = select.from?.items ?? [];
  return item?.item === "derived" && item.alias === innerAlias && item.query.query === "select" ? item.query : select;
}

function readsTable(query: unknown): query is SelectQuery {
  const [item] = readingSelect(query as SelectQuery).from?.items ?? [];
  // Only the guard calls anything by the inner alias.
  return item?.item === "table" && (item.schema !== undefined || item.alias === innerAlias);
}

function verifyDerived(select: SelectQuery, { context, reader }: Verification): void {
  const base = readingSelect(select).from?.items[0];
  if (base?.item !== "table") throw notVerified();
  const { schema = currentDatabase, name } = base;
  const found = context.tables.filter((table) => table.schema === schema && table.name === name);
  const table = found[0];
  if (found.length !== 1 || table === undefined || !table.readable) throw notVerified();
  if (!sameTree(select, derivedSelect(reader, table, base.final))) throw notVerified();
  verifyShape(select, readingSelect(select), table, reader);
}

/** The same once more without the builder: one table, only visible columns, the policy's condition and the fence in place. */
function verifyShape(select: SelectQuery, reading: SelectQuery, table: TableAccess, reader: PolyglotReader): void {
  const { fold, fenceLimit } = reader.profile;
  const columns = visibleColumns(table, fold);
  const nameInside = (name: string) =>
    reading === select ? name : innerColumn(table.columns.findIndex((column) => column.name === name));
  const hides = select.items.every(({ of, alias }, index) => {
    const name = columns[index]?.name ?? "";
    if (alias !== name || table.excludedColumns.some((hidden) => fold(hidden) === fold(name))) return false;
    return isColumn(of, nameInside(name)) || maskOf(table, name, fold) !== undefined;
  });
  const inside =
    reading === select ||
    reading.items.every(({ of, alias = "" }) =>
      isColumn(of, table.columns[Number(/^__v(\d+)$/.exec(alias)?.[1] ?? -1)]?.name ?? ""),
    );
  const condition = policyCondition(reader, table);
  const filtered =
    table.filters.length === 0
      ? reading.where === undefined
      : condition !== undefined && sameTree(reading.where, condition);
  const fenced = !needsFence(table) || (reading.limit?.kind === "number" && reading.limit.text === fenceLimit);
  const single = [select, reading].every(({ from }) => from?.items.length === 1 && from.joins.length === 0);
  if (!hides || !inside || !filtered || !fenced || !single || select.items.length !== columns.length)
    throw notVerified();
}

function isColumn(of: Expression, name: string): boolean {
  return of.kind === "column" && of.path.length === 2 && of.path[0] === innerAlias && of.path[1] === name;
}
