export interface ColumnOrder {
  /** The sort that the column begins with: `name`, or `-createdAt` for the newest first. */
  readonly first: string;
  /** How the list is ordered by this column, in the words of `aria-sort`. */
  readonly direction: "none" | "ascending" | "descending";
}

/** How a list in the order `sort` is ordered by the column that begins with `first`. */
export function columnOrder(first: string, sort: string): ColumnOrder {
  if (bare(first) !== bare(sort)) return { first, direction: "none" };
  return { first, direction: sort.startsWith("-") ? "descending" : "ascending" };
}

/** What a column's head asks for next: the column's own first order, or the other way round. */
export function otherOrder({ first, direction }: ColumnOrder): string {
  if (direction === "none") return first;
  return direction === "ascending" ? `-${bare(first)}` : bare(first);
}

function bare(sort: string): string {
  return sort.replace(/^-/, "");
}
