import { derivedSelect, policyCondition } from "@/lib/sql/dialects/polyglot/derived-table";
import type { PolyglotReader } from "@/lib/sql/dialects/polyglot/parse-text";
import { type SelectQuery, sameTree } from "@/lib/sql/dialects/polyglot/tree";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified } from "@/lib/sql/refusals";
import type { SecurityContext, TableAccess } from "@/lib/sql/security-context";
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

function readsTable(query: unknown): query is SelectQuery {
  const [item] = (query as SelectQuery).from?.items ?? [];
  return item?.item === "table" && item.schema !== undefined;
}

function verifyDerived(select: SelectQuery, { context, reader }: Verification): void {
  const base = select.from?.items[0];
  if (base?.item !== "table") throw notVerified();
  const found = context.tables.filter((table) => table.schema === base.schema && table.name === base.name);
  const table = found[0];
  if (found.length !== 1 || table === undefined || !table.readable) throw notVerified();
  if (!sameTree(select, derivedSelect(reader, table, base.final))) throw notVerified();
  verifyShape(select, table, reader);
}

/** The same once more without the builder: one table, only visible columns, the policy's condition and the fence in place. */
function verifyShape(select: SelectQuery, table: TableAccess, reader: PolyglotReader): void {
  const { fold, fenceLimit } = reader.profile;
  const columns = visibleColumns(table, fold);
  const hides = select.items.every(({ of, alias }, index) => {
    const name = columns[index]?.name ?? "";
    if (alias !== name || table.excludedColumns.some((hidden) => fold(hidden) === fold(name))) return false;
    const plain = of.kind === "column" && of.path.length === 2 && of.path[0] === innerAlias && of.path[1] === name;
    return plain || maskOf(table, name, fold) !== undefined;
  });
  const condition = policyCondition(reader, table);
  const filtered =
    table.filters.length === 0
      ? select.where === undefined
      : condition !== undefined && sameTree(select.where, condition);
  const fenced = !needsFence(table) || (select.limit?.kind === "number" && select.limit.text === fenceLimit);
  const single = select.from?.items.length === 1 && select.from.joins.length === 0;
  if (!hides || !filtered || !fenced || !single || select.items.length !== columns.length) throw notVerified();
}
