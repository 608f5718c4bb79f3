import { combine, compileFilter, compileMask } from "@/lib/sql/dialects/postgres/compile-policy";
import { columnNode, type TreeObject, type TreeValue } from "@/lib/sql/dialects/postgres/tree";
import { applyingPolicy } from "@/lib/sql/policy-refusal";
import type { TableAccess } from "@/lib/sql/security-context";
import { innerAlias, maskOf, visibleColumns } from "@/lib/sql/table-access";

export const exactly = (name: string) => name;

/** How the caller reads the base table: with its children or not, sampled or whole. */
export interface ReadOptions {
  readonly only: boolean;
  readonly sample?: TreeObject;
}

/** The SELECT that stands in a table's place: visible columns, masks in masked ones' place, and the policy's rows. */
export function derivedSelect(table: TableAccess, options: ReadOptions): TreeObject {
  const where = policyCondition(table);
  const base: TreeObject = {
    RangeVar: {
      schemaname: table.schema,
      relname: table.name,
      ...(options.only ? {} : { inh: true }),
      relpersistence: "p",
      alias: { aliasname: innerAlias },
    },
  };
  return {
    targetList: visibleColumns(table, exactly).map((column) => ({ ResTarget: derivedColumn(table, column.name) })),
    fromClause: [options.sample ? { RangeTableSample: { ...options.sample, relation: base } } : base],
    ...(where === undefined ? {} : { whereClause: where }),
    limitOption: "LIMIT_OPTION_DEFAULT",
    op: "SETOP_NONE",
  };
}

function derivedColumn(table: TableAccess, name: string): TreeObject {
  const mask = maskOf(table, name, exactly);
  if (mask === undefined) return { val: columnNode(innerAlias, name) };
  return { name, val: applyingPolicy(() => compileMask(table, mask.sql, mask.values)) };
}

/** The condition of all filters, or undefined when the policies let every row be seen. */
export function policyCondition(table: TableAccess): TreeValue {
  if (table.filters.length === 0) return undefined;
  return applyingPolicy(() =>
    combine(
      "AND_EXPR",
      table.filters.map((filter) => compileFilter(table, filter)),
    ),
  );
}
