import { fieldsOf, isObject, listOf, type TreeObject, type TreeValue } from "@/lib/sql/dialects/postgres/tree";

/** References that were written as a field of a row, `(t).column`. */
export type RowFields = WeakSet<TreeObject>;

/**
 * Writes `(t).column` and `(t).*` as `t.column` and `t.*`, which are checked as any column is. The dot after anything
 * else stays where it is and refuses: PostgreSQL calls functions by it.
 *
 * @returns the references made, whose first name may only be that of a table
 */
export function flattenRowFields(tree: TreeObject, text: string): RowFields {
  const made: RowFields = new WeakSet();
  if (/\)\s*\./.test(text)) flatten(tree, made);
  return made;
}

function flatten(value: TreeValue, made: RowFields): void {
  if (Array.isArray(value)) for (const item of value) flatten(item, made);
  if (!isObject(value)) return;
  const indirection = fieldsOf(value, "A_Indirection");
  const row = fieldsOf(indirection?.arg, "ColumnRef");
  if (indirection !== undefined && row !== undefined && listOf(row.fields).length === 1) {
    const [field, ...rest] = listOf(indirection.indirection);
    if (isObject(field) && (field.String !== undefined || field.A_Star !== undefined)) {
      row.fields = [...listOf(row.fields), field];
      made.add(row);
      if (rest.length > 0) indirection.indirection = rest;
      else {
        delete value.A_Indirection;
        value.ColumnRef = row;
      }
    }
  }
  for (const child of Object.values(value)) flatten(child, made);
}
