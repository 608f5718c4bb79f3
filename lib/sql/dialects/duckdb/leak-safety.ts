import { aggregateFunctions } from "@/lib/sql/dialects/duckdb/allowed-names";
import { isObject, listOf, objectOf, type TreeObject, type TreeValue, textOf } from "@/lib/sql/dialects/duckdb/tree";
import { computedType } from "@/lib/sql/name-scope";

/** Catalog type of a column reference that means a table's own, unmasked column, or that it is computed. */
export type ColumnTypes = WeakMap<TreeObject, string>;

const families: Readonly<Record<string, string>> = {
  TINYINT: "number",
  SMALLINT: "number",
  INTEGER: "number",
  BIGINT: "number",
  FLOAT: "number",
  DOUBLE: "number",
  DECIMAL: "number",
  VARCHAR: "text",
  DATE: "date",
  TIMESTAMP: "timestamp",
  "TIMESTAMP WITH TIME ZONE": "timestamptz",
  BOOLEAN: "boolean",
  UUID: "uuid",
};

/** Functions that give a value for every text or date, and what they give. */
const totalFunctions: Readonly<Record<string, { readonly takes: readonly string[]; readonly gives: string }>> = {
  lower: { takes: ["text"], gives: "text" },
  upper: { takes: ["text"], gives: "text" },
  trim: { takes: ["text"], gives: "text" },
  length: { takes: ["text"], gives: "number" },
  starts_with: { takes: ["text"], gives: "boolean" },
  ends_with: { takes: ["text"], gives: "boolean" },
  contains: { takes: ["text"], gives: "boolean" },
  "~~": { takes: ["text"], gives: "boolean" },
  "!~~": { takes: ["text"], gives: "boolean" },
  "~~*": { takes: ["text"], gives: "boolean" },
  "!~~*": { takes: ["text"], gives: "boolean" },
  year: { takes: ["date", "timestamp"], gives: "number" },
  month: { takes: ["date", "timestamp"], gives: "number" },
  quarter: { takes: ["date", "timestamp"], gives: "number" },
  day: { takes: ["date", "timestamp"], gives: "number" },
};

function familyOfType(type: string): string | undefined {
  const plain = type.toUpperCase().replace(/\s*\(.*\)$/, "");
  return Object.hasOwn(families, plain) ? families[plain] : undefined;
}

/**
 * Whether DuckDB may run this condition on rows that the policy hides without anything of them showing: no cast,
 * arithmetic or function in it can fail depending on a row. Only then may the derived table go without its fence.
 */
export function isLeakSafe(node: TreeValue, types: ColumnTypes): boolean {
  const fields = objectOf(node);
  const children = listOf(fields.children);
  if (fields.class === "CONSTANT") return true;
  if (fields.class === "COLUMN_REF") return types.get(fields) !== computedType;
  if (fields.class === "CONJUNCTION") return children.every((child) => isLeakSafe(child, types));
  if (fields.class === "COMPARISON") return haveOneFamily([fields.left, fields.right], types);
  if (fields.class === "BETWEEN") return haveOneFamily([fields.input, fields.lower, fields.upper], types);
  if (fields.class === "SUBQUERY") return fields.subquery_type === "EXISTS" || fields.subquery_type === "NOT_EXISTS";
  if (fields.class === "OPERATOR") {
    if (fields.type === "COMPARE_IN" || fields.type === "COMPARE_NOT_IN") return haveOneFamily(children, types);
    const plain = ["OPERATOR_NOT", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL"].includes(textOf(fields.type));
    return plain && children.every((child) => isLeakSafe(child, types));
  }
  return familyOf(node, types) !== undefined;
}

function haveOneFamily(nodes: readonly TreeValue[], types: ColumnTypes): boolean {
  const found = new Set<string>();
  for (const node of nodes) {
    const family = familyOf(node, types);
    if (family === undefined) return false;
    if (family !== "any") found.add(family);
  }
  return found.size <= 1;
}

/** The family a value is surely of; `any` for a text constant, which takes the other side's type before any row is read. */
function familyOf(node: TreeValue, types: ColumnTypes): string | undefined {
  const fields = objectOf(node);
  if (fields.class === "COLUMN_REF") {
    const type = types.get(fields);
    return type === undefined ? undefined : familyOfType(type);
  }
  if (fields.class === "CONSTANT") {
    const family = familyOfType(textOf(objectOf(objectOf(fields.value).type).id));
    return family === "text" ? "any" : family;
  }
  if (fields.class === "CAST") {
    const constant = objectOf(fields.child).class === "CONSTANT";
    return constant ? familyOfType(textOf(objectOf(fields.cast_type).id)) : undefined;
  }
  return fields.class === "FUNCTION" ? totalFamily(fields, types) : undefined;
}

function totalFamily(fields: TreeObject, types: ColumnTypes): string | undefined {
  const name = textOf(fields.function_name).toLowerCase();
  const known = Object.hasOwn(totalFunctions, name) ? totalFunctions[name] : undefined;
  const takes = listOf(fields.children).map((child) => familyOf(child, types));
  const [first = ""] = takes;
  const rest = takes.slice(1).every((family) => family === "any" || family === "text");
  return known?.takes.includes(first) && rest ? known.gives : undefined;
}

/** Whether an aggregate or window call stands in it: such an expression is computed after the policy's rows are chosen. */
export function containsAggregate(value: TreeValue): boolean {
  if (Array.isArray(value)) return value.some(containsAggregate);
  if (!isObject(value) || value.class === "SUBQUERY") return false;
  const call = value.class === "FUNCTION" && aggregateFunctions.has(textOf(value.function_name).toLowerCase());
  return call || value.class === "WINDOW" || Object.values(value).some(containsAggregate);
}
