import type { PolicyTemplate } from "@/lib/sql/dialects/postgres/compile-policy";
import { fieldsOf, isObject, listOf, objectOf, type TreeValue } from "@/lib/sql/dialects/postgres/tree";

const comparing: ReadonlySet<string> = new Set([
  "AEXPR_OP",
  "AEXPR_OP_ANY",
  "AEXPR_IN",
  "AEXPR_LIKE",
  "AEXPR_ILIKE",
  "AEXPR_BETWEEN",
  "AEXPR_NOT_DISTINCT",
]);

/**
 * Whether no row passes the filter without some column of it being compared with a placeholder's value (R01). A
 * constant beside the placeholder, as in `state IN ({{ state }}, 'CA')`, opens rows by itself and does not count.
 */
export function dependsOnPlaceholder(template: PolicyTemplate): boolean {
  return depends(template.expression, false, template);
}

function depends(node: TreeValue, negated: boolean, template: PolicyTemplate): boolean {
  const boolean = fieldsOf(node, "BoolExpr");
  if (boolean !== undefined) {
    const args = listOf(boolean.args);
    if (boolean.boolop === "NOT_EXPR") return args.every((arg) => depends(arg, !negated, template));
    const needsAll = (boolean.boolop === "OR_EXPR") !== negated;
    const one = (arg: TreeValue) => depends(arg, negated, template);
    return needsAll ? args.every(one) : args.some(one);
  }
  const comparison = fieldsOf(node, "A_Expr");
  if (comparison === undefined || !comparing.has(String(comparison.kind))) return false;
  const items = comparison.kind === "AEXPR_IN" ? listOf(fieldsOf(comparison.rexpr, "List")?.items) : [comparison.rexpr];
  return items.every(
    (item) => compares(comparison.lexpr, item, template) || compares(item, comparison.lexpr, template),
  );
}

function compares(columnSide: TreeValue, valueSide: TreeValue, template: PolicyTemplate): boolean {
  const left = contents(columnSide, template);
  const right = contents(valueSide, template);
  return left.column && !left.placeholder && right.placeholder && !right.column;
}

function contents(value: TreeValue, template: PolicyTemplate): { column: boolean; placeholder: boolean } {
  if (Array.isArray(value)) return merge(value.map((item) => contents(item, template)));
  if (!isObject(value)) return { column: false, placeholder: false };
  if (value.ColumnRef !== undefined) return { column: true, placeholder: false };
  const text = objectOf(fieldsOf(value, "A_Const")?.sval).sval;
  if (typeof text === "string") return { column: false, placeholder: template.prepared.placeholders.has(text) };
  return merge(Object.values(value).map((item) => contents(item, template)));
}

function merge(parts: readonly { column: boolean; placeholder: boolean }[]): { column: boolean; placeholder: boolean } {
  return { column: parts.some((part) => part.column), placeholder: parts.some((part) => part.placeholder) };
}
