/** PostgreSQL's parse tree as the parser gives it: each node is an object with its kind as the only key. */
export type TreeValue = string | number | boolean | null | undefined | TreeObject | TreeValue[];
export interface TreeObject {
  [field: string]: TreeValue;
}

/** Fields of a node wrapped as `{ Kind: fields }`, when it is of that kind. */
export function fieldsOf(node: TreeValue, kind: string): TreeObject | undefined {
  return isObject(node) && isObject(node[kind]) ? (node[kind] as TreeObject) : undefined;
}

export function isObject(value: TreeValue): value is TreeObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The kind of a wrapped node, or "" when the value is none. */
export function kindOf(node: TreeValue): string {
  if (!isObject(node)) return "";
  let kind = "";
  let keys = 0;
  for (const key in node) {
    kind = key;
    keys += 1;
  }
  const first = kind.charCodeAt(0);
  return keys === 1 && first >= 0x41 && first <= 0x5a ? kind : "";
}

export function listOf(value: TreeValue): TreeValue[] {
  return Array.isArray(value) ? value : [];
}

export function objectOf(value: TreeValue): TreeObject {
  return isObject(value) ? value : {};
}

/** The text of a String node. */
export function textOf(node: TreeValue): string {
  const text = fieldsOf(node, "String")?.sval;
  return typeof text === "string" ? text : "";
}

export function stringNode(text: string): TreeObject {
  return { String: { sval: text } };
}

export function columnNode(...names: string[]): TreeObject {
  return { ColumnRef: { fields: names.map(stringNode) } };
}

export function cloneTree<T extends TreeValue>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneTree) as T;
  if (!isObject(value)) return value;
  const copy: TreeObject = {};
  for (const key of Object.keys(value)) copy[key] = cloneTree(value[key]);
  return copy as T;
}

const positions = new Set([
  "location",
  "stmt_location",
  "stmt_len",
  "list_start",
  "list_end",
  "rexpr_list_start",
  "rexpr_list_end",
  "funcformat",
]);

/**
 * Whether two trees say the same. Left aside: where things stood in the text, and `funcformat`, which only says how a
 * call to one and the same qualified function was written.
 */
export function sameTree(a: TreeValue, b: TreeValue): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameTree(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  for (const key in a) if (a[key] !== undefined && !positions.has(key) && !sameTree(a[key], b[key])) return false;
  for (const key in b) if (b[key] !== undefined && a[key] === undefined && !positions.has(key)) return false;
  return true;
}
