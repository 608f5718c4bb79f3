import { fieldsOf, listOf, type TreeObject, type TreeValue, textOf } from "@/lib/sql/dialects/postgres/tree";
import type { Namespace, ScopeColumn } from "@/lib/sql/name-scope";
import { constructNotAllowed } from "@/lib/sql/refusals";
import type { SqlRefusal } from "@/lib/sql/sql-refusal";

/** Which column of FROM a reference was found to mean. */
export type MeantColumns = WeakMap<TreeObject, ScopeColumn>;

/**
 * Why a grouped query would fail: a derived table has no primary key, so grouping by one no longer covers the other
 * columns. Undefined when every plainly selected column is grouped, or when that cannot be said.
 */
export function ungroupedColumn(
  select: TreeObject,
  namespace: Namespace,
  meant: MeantColumns,
): [SqlRefusal, TreeValue] | undefined {
  if (select.groupClause === undefined || mergesColumns(namespace)) return undefined;
  const targets = listOf(select.targetList).map((item) => fieldsOf(item, "ResTarget") ?? {});
  const grouped = new Set(listOf(select.groupClause).flatMap((item) => groupedBy(item, targets, meant)));
  for (const target of targets) {
    const reference = fieldsOf(target.val, "ColumnRef");
    const column = reference && meant.get(reference);
    const own = column !== undefined && namespace.columns.some((entry) => entry.column === column);
    if (reference === undefined || column === undefined || !own || grouped.has(column)) continue;
    const name = listOf(reference.fields).map(textOf).join(".");
    return [
      constructNotAllowed(`Selecting "${name}" without grouping by it`, "add it to GROUP BY"),
      reference.location,
    ];
  }
  return undefined;
}

/** After USING one name stands for two columns, and which of them is grouped is the engine's matter. */
function mergesColumns(namespace: Namespace): boolean {
  return namespace.columns.length < namespace.relations.reduce((sum, relation) => sum + relation.columns.length, 0);
}

function groupedBy(item: TreeValue, targets: readonly TreeObject[], meant: MeantColumns): ScopeColumn[] {
  const sets = fieldsOf(item, "GroupingSet");
  if (sets !== undefined) return listOf(sets.content).flatMap((part) => groupedBy(part, targets, meant));
  const row = fieldsOf(item, "RowExpr");
  if (row !== undefined) return listOf(row.args).flatMap((part) => groupedBy(part, targets, meant));
  const reference = fieldsOf(item, "ColumnRef");
  const direct = reference && meant.get(reference);
  if (direct !== undefined) return [direct];
  const position = (fieldsOf(item, "A_Const")?.ival as TreeObject | undefined)?.ival;
  const name = textOf(listOf(reference?.fields)[0]);
  const target =
    typeof position === "number" ? targets[position - 1] : targets.find((candidate) => candidate.name === name);
  const column = meant.get(fieldsOf(target?.val, "ColumnRef") ?? {});
  return column === undefined ? [] : [column];
}
