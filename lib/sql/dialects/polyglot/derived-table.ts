import { combine, compileFilter, compileMask } from "@/lib/sql/dialects/polyglot/compile-policy";
import type { PolyglotReader } from "@/lib/sql/dialects/polyglot/parse-text";
import type { Expression, SelectItem, SelectQuery } from "@/lib/sql/dialects/polyglot/tree";
import { applyingPolicy } from "@/lib/sql/policy-refusal";
import { needsFence } from "@/lib/sql/query-output";
import type { TableAccess } from "@/lib/sql/security-context";
import { innerAlias, maskOf, visibleColumns } from "@/lib/sql/table-access";

/**
 * The SELECT that stands in a table's place: visible columns, masks in masked ones' place, and the policy's rows. Of
 * these servers it is not known which conditions can fail, so the fence always stands before what policies hide: a
 * LIMIT that no row passes keeps the derived table from being merged and conditions from being moved into it.
 */
export function derivedSelect(reader: PolyglotReader, table: TableAccess, final = false): SelectQuery {
  const where = policyCondition(reader, table);
  const fence: Expression = { kind: "number", text: reader.profile.fenceLimit };
  return {
    query: "select",
    distinct: false,
    items: visibleColumns(table, reader.profile.fold).map((column) => derivedColumn(reader, table, column.name)),
    from: {
      items: [{ item: "table", schema: table.schema, name: table.name, alias: innerAlias, final, at: -1 }],
      joins: [],
    },
    ...(where === undefined ? {} : { where }),
    groups: [],
    groupSuffix: [],
    windows: [],
    orders: [],
    ...(needsFence(table) ? { limit: fence } : {}),
  };
}

function derivedColumn(reader: PolyglotReader, table: TableAccess, name: string): SelectItem {
  const mask = maskOf(table, name, reader.profile.fold);
  if (mask === undefined) return { of: { kind: "column", path: [innerAlias, name], at: -1 }, alias: name };
  return { of: applyingPolicy(() => compileMask(reader, table, mask.sql, mask.values)), alias: name };
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
