import type { PolicyTemplate } from "@/lib/sql/dialects/polyglot/compile-policy";
import { type Expression, partsOf } from "@/lib/sql/dialects/polyglot/tree";

const comparing = new Set(["=", "<>", "<", "<=", ">", ">=", "<=>"]);

/** As PostgreSQL's `dependsOnPlaceholder`, over the guard's own tree (R01). */
export function dependsOnPlaceholder(template: PolicyTemplate): boolean {
  return depends(template.expression, false);
}

function depends(node: Expression, negated: boolean): boolean {
  if (node.kind === "paren") return depends(node.of, negated);
  if (node.kind === "unary" && node.op === "NOT") return depends(node.of, !negated);
  if (node.kind === "binary" && (node.op === "AND" || node.op === "OR")) {
    const left = depends(node.left, negated);
    const right = depends(node.right, negated);
    return (node.op === "OR") !== negated ? left && right : left || right;
  }
  if (node.kind === "binary" && comparing.has(node.op)) return comparesEither(node.left, [node.right]);
  if (node.kind === "between") return comparesEither(node.of, [node.low, node.high]);
  if (node.kind === "like") return comparesEither(node.left, [node.right]);
  return node.kind === "in" && node.list.every((item) => comparesEither(node.of, [item]));
}

function comparesEither(left: Expression, right: readonly Expression[]): boolean {
  return compares([left], right) || compares(right, [left]);
}

function compares(columnSide: readonly Expression[], valueSide: readonly Expression[]): boolean {
  const isColumn = (side: readonly Expression[]) => side.some((node) => holds(node, "column"));
  const isValue = (side: readonly Expression[]) => side.some((node) => holds(node, "placeholder"));
  return isColumn(columnSide) && !isValue(columnSide) && isValue(valueSide) && !isColumn(valueSide);
}

function holds(node: Expression, kind: Expression["kind"]): boolean {
  return node.kind === kind || partsOf(node).some((part) => holds(part, kind));
}
