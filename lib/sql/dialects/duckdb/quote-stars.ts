import { isObject, type TreeObject, type TreeValue, textOf } from "@/lib/sql/dialects/duckdb/tree";

/**
 * The tree as DuckDB's printer must be given it: it writes the name before `.*` as it stands, so that a name such as
 * `group` or `Line Items` has to bring its own quotes.
 */
export function quoteStars(tree: TreeObject): TreeObject {
  return quoted(tree) as TreeObject;
}

function quoted(value: TreeValue): TreeValue {
  if (Array.isArray(value)) return value.map(quoted);
  if (!isObject(value)) return value;
  const copy: TreeObject = {};
  for (const [key, child] of Object.entries(value)) copy[key] = quoted(child);
  const name = value.class === "STAR" ? textOf(value.relation_name) : "";
  if (name !== "") copy.relation_name = `"${name.replaceAll('"', '""')}"`;
  return copy;
}
