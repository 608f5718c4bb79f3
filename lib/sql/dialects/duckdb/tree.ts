import { isLosslessNumber, LosslessNumber } from "lossless-json";

/** DuckDB's own serialized tree; numbers stay in the digits they were written in. */
export type TreeValue = string | boolean | null | undefined | LosslessNumber | TreeObject | TreeValue[];
export interface TreeObject {
  [field: string]: TreeValue;
}

export function isObject(value: TreeValue): value is TreeObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

export function listOf(value: TreeValue): TreeValue[] {
  return Array.isArray(value) ? value : [];
}

export function objectOf(value: TreeValue): TreeObject {
  return isObject(value) ? value : {};
}

export function textOf(value: TreeValue): string {
  return typeof value === "string" ? value : "";
}

export function numberNode(value: number): LosslessNumber {
  return new LosslessNumber(String(value));
}

export function columnNode(...names: string[]): TreeObject {
  return { class: "COLUMN_REF", type: "COLUMN_REF", column_names: names };
}

export function cloneTree<T extends TreeValue>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneTree) as T;
  if (!isObject(value)) return value;
  const copy: TreeObject = {};
  for (const key of Object.keys(value)) copy[key] = cloneTree(value[key]);
  return copy as T;
}

function isEmpty(value: TreeValue): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** Whether two trees say the same; positions are left aside, and what is absent equals what is empty. */
export function sameTree(a: TreeValue, b: TreeValue): boolean {
  if (a === b || (isEmpty(a) && isEmpty(b))) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameTree(item, b[index]));
  }
  if (isLosslessNumber(a)) return isLosslessNumber(b) && a.value === b.value;
  if (!isObject(a) || !isObject(b)) return false;
  for (const key of Object.keys(a)) if (key !== "query_location" && !sameTree(a[key], b[key])) return false;
  return Object.keys(b).every((key) => key === "query_location" || Object.hasOwn(a, key) || isEmpty(b[key]));
}

/**
 * Brings a tree into the one form that survives printing: a list of VALUES stands without the subquery that the
 * printer puts around it, a truth value is the cast that the parser makes of it, a floating-point number a cast of its
 * digits.
 */
export function normalizeTree(value: TreeValue): TreeValue {
  if (Array.isArray(value)) return value.map(normalizeTree);
  if (!isObject(value)) return value;
  for (const key of Object.keys(value)) value[key] = normalizeTree(value[key]);
  if (value.class === "CONSTANT") return normalizeConstant(value);
  return value.type === "SUBQUERY" && value.class === undefined ? (valuesInside(value) ?? value) : value;
}

function valuesInside(reference: TreeObject): TreeObject | undefined {
  if (reference.alias !== "valueslist" || !isEmpty(reference.column_name_alias) || !isEmpty(reference.sample))
    return undefined;
  const {
    type,
    select_list: list,
    from_table: from,
    aggregate_handling: handling,
    ...rest
  } = objectOf(objectOf(reference.subquery).node);
  const star = objectOf(listOf(list)[0]);
  const plain =
    type === "SELECT_NODE" &&
    handling === "STANDARD_HANDLING" &&
    listOf(list).length === 1 &&
    Object.values(rest).every(isEmpty);
  const onlyStar =
    star.class === "STAR" &&
    Object.entries(star).every(([key, item]) => ["class", "type", "query_location"].includes(key) || isEmpty(item));
  const values = objectOf(from);
  return plain && onlyStar && values.type === "EXPRESSION_LIST" ? values : undefined;
}

function normalizeConstant(constant: TreeObject): TreeObject {
  const value = objectOf(constant.value);
  const id = objectOf(value.type).id;
  if (value.is_null === true) return constant;
  const alias = constant.alias === undefined ? {} : { alias: constant.alias };
  if (id === "BOOLEAN" && typeof value.value === "boolean") return castOf(value.value ? "t" : "f", "BOOLEAN", alias);
  if (id === "DOUBLE" && isLosslessNumber(value.value)) return castOf(value.value.value, "DOUBLE", alias);
  return constant;
}

function castOf(text: string, type: string, alias: TreeObject): TreeObject {
  return { class: "CAST", type: "OPERATOR_CAST", ...alias, child: textConstant(text), cast_type: { id: type } };
}

export function textConstant(text: string): TreeObject {
  return { class: "CONSTANT", type: "VALUE_CONSTANT", value: { type: { id: "VARCHAR" }, is_null: false, value: text } };
}
