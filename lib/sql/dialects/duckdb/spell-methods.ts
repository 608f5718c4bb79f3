import { columnNode, isObject, listOf, type TreeObject, type TreeValue, textOf } from "@/lib/sql/dialects/duckdb/tree";

/**
 * Writes `column.upper()` as the `upper(column)` that it means. The parser takes what stands before a method for a
 * schema; as a column it is resolved and checked, and the engine cannot take it for a schema again.
 */
export function spellMethods(tree: TreeObject, text: string): void {
  if (text.includes(".") && text.includes("(")) spell(tree);
}

function spell(value: TreeValue): void {
  if (Array.isArray(value)) for (const item of value) spell(item);
  if (!isObject(value)) return;
  const before = textOf(value.schema);
  if (value.class === "FUNCTION" && before !== "" && before.toLowerCase() !== "main" && value.is_operator !== true) {
    const table = textOf(value.catalog);
    const column = columnNode(...(table === "" ? [before] : [table, before]));
    value.children = [{ ...column, query_location: value.query_location }, ...listOf(value.children)];
    delete value.schema;
    delete value.catalog;
  }
  for (const child of Object.values(value)) spell(child);
}
