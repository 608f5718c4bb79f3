import { combine, compileFilter, compileMask } from "@/lib/sql/dialects/polyglot/compile-policy";
import type { PolyglotReader } from "@/lib/sql/dialects/polyglot/parse-text";
import {
  type Expression,
  type FromItem,
  mapParts,
  partsOf,
  type SelectItem,
  type SelectQuery,
} from "@/lib/sql/dialects/polyglot/tree";
import { applyingPolicy } from "@/lib/sql/policy-refusal";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified } from "@/lib/sql/refusals";
import { currentDatabase, type TableAccess } from "@/lib/sql/security-context";
import { innerAlias, maskOf, visibleColumns } from "@/lib/sql/table-access";

/** The name of a column inside the guard's inner SELECT, where masks are computed outside of it. */
export function innerColumn(index: number): string {
  return `__v${index}`;
}

/**
 * The SELECT that stands in a table's place: visible columns, masks in masked ones' place, and the policy's rows. Of
 * these servers it is not known which conditions can fail, so the fence always stands before what policies hide: a
 * LIMIT that no row passes keeps the derived table from being merged and conditions from being moved into it.
 *
 * ClickHouse takes a column's name in a condition for the select list's, however qualified: a filter would see the
 * mask. There the filter runs in a SELECT of its own, whose columns have other names, and masks around it.
 */
export function derivedSelect(reader: PolyglotReader, table: TableAccess, final = false): SelectQuery {
  const { profile } = reader;
  const visible = visibleColumns(table, profile.fold);
  const masked = visible.some((column) => maskOf(table, column.name, profile.fold) !== undefined);
  const base: FromItem = { item: "table", ...baseName(table), alias: innerAlias, final, at: -1 };
  if (!profile.aliasesEverywhere || !masked) {
    const items = visible.map((column) => derivedColumn(reader, table, column.name));
    return { ...plainSelect(items, base), ...rowsOf(reader, table) };
  }
  if (table.columns.some((column) => /^__v\d+$/.test(column.name))) throw notVerified();
  const items = visible.map((column) => outerColumn(reader, table, column.name));
  const used = new Set<string>();
  for (const { of } of items) collectColumns(of, used);
  const inside = table.columns
    .map((column, index) => ({ of: columnOf(column.name), alias: innerColumn(index) }))
    .filter(({ alias }) => used.has(alias));
  const inner = { ...plainSelect(inside, base), ...rowsOf(reader, table) };
  return plainSelect(items, { item: "derived", query: inner, alias: innerAlias, columns: [], at: -1 });
}

/** The name to read a table by. Without a schema, no server may take it for one that the guard gives to a WITH query. */
function baseName({ schema, name }: TableAccess): { schema: string | undefined; name: string } {
  if (schema !== currentDatabase) return { schema, name };
  if (/^__c\d+$/i.test(name)) throw notVerified();
  return { schema: undefined, name };
}

function collectColumns(node: Expression, names: Set<string>): void {
  if (node.kind === "column") names.add(node.path.at(-1) ?? "");
  for (const part of partsOf(node)) collectColumns(part, names);
}

function plainSelect(items: SelectItem[], from: FromItem): SelectQuery {
  const nothing = { groups: [], groupSuffix: [], windows: [], orders: [] };
  return { query: "select", distinct: false, items, from: { items: [from], joins: [] }, ...nothing };
}

/** The policy's condition, and the fence behind it. */
function rowsOf(reader: PolyglotReader, table: TableAccess): { where?: Expression; limit?: Expression } {
  const where = policyCondition(reader, table);
  const fence: Expression = { kind: "number", text: reader.profile.fenceLimit };
  return { ...(where === undefined ? {} : { where }), ...(needsFence(table) ? { limit: fence } : {}) };
}

function columnOf(name: string): Expression {
  return { kind: "column", path: [innerAlias, name], at: -1 };
}

function derivedColumn(reader: PolyglotReader, table: TableAccess, name: string): SelectItem {
  const mask = maskOf(table, name, reader.profile.fold);
  if (mask === undefined) return { of: columnOf(name), alias: name };
  return { of: applyingPolicy(() => compileMask(reader, table, mask.sql, mask.values)), alias: name };
}

/** The same over the inner SELECT's names. */
function outerColumn(reader: PolyglotReader, table: TableAccess, name: string): SelectItem {
  const item = derivedColumn(reader, table, name);
  const rename = (node: Expression): Expression => {
    if (node.kind !== "column") mapParts(node, rename);
    else if (node.path[0] === innerAlias)
      node.path = [innerAlias, innerColumn(table.columns.findIndex((column) => column.name === node.path[1]))];
    return node;
  };
  return { ...item, of: rename(item.of) };
}

/** The condition of all filters, or undefined when the policies let every row be seen. */
export function policyCondition(reader: PolyglotReader, table: TableAccess): Expression | undefined {
  if (table.filters.length === 0) return undefined;
  return applyingPolicy(() =>
    combine(
      reader.profile,
      "AND",
      table.filters.map((filter) => compileFilter(reader, table, filter)),
    ),
  );
}
