import { combine, compileFilter, compileMask, type PolicyTemplates } from "@/lib/sql/dialects/duckdb/compile-policy";
import { constantNode } from "@/lib/sql/dialects/duckdb/constants";
import { fold } from "@/lib/sql/dialects/duckdb/fold";
import { columnNode, objectOf, type TreeObject, type TreeValue } from "@/lib/sql/dialects/duckdb/tree";
import { applyingPolicy } from "@/lib/sql/policy-refusal";
import type { TableAccess } from "@/lib/sql/security-context";
import { innerAlias, maskOf, visibleColumns } from "@/lib/sql/table-access";

/** The SELECT that stands in a table's place: visible columns, masks in masked ones' place, and the policy's rows. */
export function derivedSelect(templates: PolicyTemplates, table: TableAccess): TreeObject {
  const where = policyCondition(templates, table);
  return {
    type: "SELECT_NODE",
    cte_map: {},
    select_list: visibleColumns(table, fold).map((column) => derivedColumn(templates, table, column.name)),
    from_table: {
      type: "BASE_TABLE",
      alias: innerAlias,
      schema_name: table.schema,
      table_name: table.name,
    },
    ...(where === undefined ? {} : { where_clause: where }),
    aggregate_handling: "STANDARD_HANDLING",
  };
}

function derivedColumn(templates: PolicyTemplates, table: TableAccess, name: string): TreeValue {
  const mask = maskOf(table, name, fold);
  if (mask === undefined) return columnNode(innerAlias, name);
  return { ...objectOf(applyingPolicy(() => compileMask(templates, table, mask.sql, mask.values))), alias: name };
}

/** The condition of all filters, or undefined when the policies let every row be seen. */
export function policyCondition(templates: PolicyTemplates, table: TableAccess): TreeValue {
  if (table.filters.length === 0) return undefined;
  return applyingPolicy(() =>
    combine(
      "CONJUNCTION_AND",
      table.filters.map((filter) => compileFilter(templates, table, filter)),
    ),
  );
}

/**
 * Numbers the policy's rows, and asks for a number above 0: DuckDB moves no condition of the caller below a window,
 * and unlike a limit it costs little.
 */
export function addFence(select: TreeObject): void {
  select.qualify = {
    class: "COMPARISON",
    type: "COMPARE_GREATERTHAN",
    left: {
      class: "WINDOW",
      type: "WINDOW_ROW_NUMBER",
      function_name: "row_number",
      start: "UNBOUNDED_PRECEDING",
      end: "CURRENT_ROW_RANGE",
    },
    right: constantNode({ kind: "number", text: "0" }),
  };
}
