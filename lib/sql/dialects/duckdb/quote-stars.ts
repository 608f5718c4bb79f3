import { isObject, type TreeObject, type TreeValue, textOf } from "@/lib/sql/dialects/duckdb/tree";

/**
 * The tree as DuckDB's printer must be given it: it writes the name before `.*` as it stands, so that a name such as
 * `group` or `Line Items` has to bring its own quotes.
 */
export function quoteStars(tree: TreeObject): TreeObject {
  return quoted(tree) as TreeObject;
}

/** What holds no such star is shared with the tree given, not copied. */
function quoted(value: TreeValue): TreeValue {
  if (Array.isArray(value)) {
    let copy: TreeValue[] | undefined;
    for (let index = 0; index < value.length; index += 1) {
      const child = quoted(value[index]);
      if (child === value[index]) continue;
      copy ??= [...value];
      copy[index] = child;
    }
    return copy ?? value;
  }
  if (!isObject(value)) return value;
  let copy: TreeObject | undefined;
  for (const key of Object.keys(value)) {
    const child = quoted(value[key]);
    if (child === value[key]) continue;
    copy ??= { ...value };
    copy[key] = child;
  }
  const name = value.class === "STAR" ? textOf(value.relation_name) : "";
  return name === "" ? (copy ?? value) : { ...(copy ?? value), relation_name: `"${name.replaceAll('"', '""')}"` };
}
