import { type Expression, type FromClause, partsOf, type SelectQuery } from "@/lib/sql/dialects/polyglot/tree";
import { type FoldName, isNamed, type Namespace } from "@/lib/sql/name-scope";

type ColumnNode = Extract<Expression, { kind: "column" }>;

/**
 * A column in a condition that has the name of something else in the select list. ClickHouse takes it for that, however
 * qualified: under `SELECT {{ tenant.key }} AS tenant`, a dataset's own `WHERE tenant = {{ tenant.key }}` would hold for
 * every tenant's rows.
 */
export function shadowedColumn(query: SelectQuery, names: Namespace, fold: FoldName): ColumnNode | undefined {
  const shadowing = new Map(
    query.items.flatMap(({ alias, of }) => {
      const hides = alias !== undefined && names.columns.some(({ column }) => isNamed(column, alias, fold));
      return hides && alias !== undefined ? [[fold(alias), of] as const] : [];
    }),
  );
  if (shadowing.size === 0) return undefined;
  const isShadowed = (column: ColumnNode): boolean => {
    const named = shadowing.get(fold(column.path.at(-1) ?? ""));
    if (named?.kind !== "column") return named !== undefined;
    // The same column under its own name.
    const alone = names.relations.length === 1 && fold(named.path.at(-1) ?? "") === fold(column.path.at(-1) ?? "");
    return !alone && named.path.join(".") !== column.path.join(".");
  };
  return conditionsOf(query).flatMap(columnsIn).find(isShadowed);
}

function conditionsOf({ prewhere, where, from }: SelectQuery): Expression[] {
  return [prewhere, where, ...joinConditions(from)].filter((condition) => condition !== undefined);
}

function joinConditions(from: FromClause | undefined): (Expression | undefined)[] {
  const nested = (from?.items ?? []).flatMap((item) => (item.item === "nested" ? joinConditions(item.from) : []));
  return [...nested, ...(from?.joins ?? []).map(({ on }) => on)];
}

function columnsIn(node: Expression): ColumnNode[] {
  return node.kind === "column" ? [node] : partsOf(node).flatMap(columnsIn);
}
