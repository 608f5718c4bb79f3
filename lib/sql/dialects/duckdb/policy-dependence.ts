import { operatorFunctions } from "@/lib/sql/dialects/duckdb/allowed-names";
import type { PolicyTemplate } from "@/lib/sql/dialects/duckdb/compile-policy";
import { isObject, listOf, objectOf, type TreeObject, type TreeValue, textOf } from "@/lib/sql/dialects/duckdb/tree";

/** As PostgreSQL's `dependsOnPlaceholder`, over DuckDB's tree (R01). */
export function dependsOnPlaceholder(template: PolicyTemplate): boolean {
  return depends(objectOf(template.expression), false, template);
}

function depends(fields: TreeObject, negated: boolean, template: PolicyTemplate): boolean {
  const children = listOf(fields.children).map(objectOf);
  if (fields.type === "OPERATOR_NOT") return children.every((child) => depends(child, !negated, template));
  if (fields.class === "CONJUNCTION") {
    const needsAll = (fields.type === "CONJUNCTION_OR") !== negated;
    const one = (child: TreeObject) => depends(child, negated, template);
    return needsAll ? children.every(one) : children.some(one);
  }
  return comparedPairs(fields, children).some((pairs) =>
    pairs.every(([left, right]) => compares(left, right, template) || compares(right, left, template)),
  );
}

type Pair = readonly [TreeValue, TreeValue];

/** The pairs that a comparison compares; none for anything else. */
function comparedPairs(fields: TreeObject, children: readonly TreeObject[]): Pair[][] {
  if (fields.class === "COMPARISON" && fields.type !== "COMPARE_DISTINCT_FROM") return [[[fields.left, fields.right]]];
  if (fields.class === "BETWEEN") return [[[fields.input, [fields.lower, fields.upper]]]];
  const [first, ...rest] = children;
  if (fields.type === "COMPARE_IN" || fields.type === "COMPARE_NOT_IN")
    return [rest.map((item): Pair => [first, item])];
  const operator = fields.class === "FUNCTION" && operatorFunctions.has(textOf(fields.function_name));
  return operator && rest.length === 1 ? [[[first, rest[0]]]] : [];
}

function compares(columnSide: TreeValue, valueSide: TreeValue, template: PolicyTemplate): boolean {
  const left = contents(columnSide, template);
  const right = contents(valueSide, template);
  return left.column && !left.placeholder && right.placeholder && !right.column;
}

function contents(value: TreeValue, template: PolicyTemplate): { column: boolean; placeholder: boolean } {
  if (Array.isArray(value)) return merge(value.map((item) => contents(item, template)));
  if (!isObject(value)) return { column: false, placeholder: false };
  if (value.class === "COLUMN_REF") return { column: true, placeholder: false };
  if (value.class === "CONSTANT") {
    return { column: false, placeholder: template.prepared.placeholders.has(textOf(objectOf(value.value).value)) };
  }
  return merge(Object.values(value).map((item) => contents(item, template)));
}

function merge(parts: readonly { column: boolean; placeholder: boolean }[]): { column: boolean; placeholder: boolean } {
  return { column: parts.some((part) => part.column), placeholder: parts.some((part) => part.placeholder) };
}
