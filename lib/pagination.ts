import { z } from "zod";

/** What every list takes: page size, where to go on, and words to search for. */
export const pageSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
  search: z.string().trim().max(200).optional(),
});

export type PageInput = z.input<typeof pageSchema>;

/** A page in the order of one of these columns, the first unless said otherwise. A minus turns the order round. */
export function sortedPage<const Column extends string>(first: Column, ...others: readonly Column[]) {
  const columns = [first, ...others];
  const sorts = columns.flatMap((column) => [column, `-${column}`] as (Column | `-${Column}`)[]);
  // The first column is one of the sorts, which zod's types cannot see through the type parameter.
  return pageSchema.extend({ sort: z.enum(sorts).default(first as never) });
}

/** A page of things with names: by name, or by age. */
export const sortedPageSchema = sortedPage("name", "createdAt");

export type SortedPageInput = z.input<typeof sortedPageSchema>;

type Direction = "asc" | "desc";

/** Prisma's order for a sort. The id makes it total, so that a cursor has one place in it. */
export function sortedBy<Name extends string, Sort extends string>(nameColumn: Name, sort: Sort) {
  type Column = Name | Exclude<Sort, "name" | `-${string}`>;
  const direction: Direction = sort.startsWith("-") ? "desc" : "asc";
  const wanted = sort.replace(/^-/, "");
  const column = wanted === "name" ? nameColumn : wanted;
  return [{ [column]: direction } as { [column in Column]?: Direction }, { id: direction }];
}

/** One page of a list. `total` counts what matches the search, for people; the API leaves it out. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
  readonly total: number;
  /** True where counting stopped at `total`, and there is more. */
  readonly totalIsLeast?: boolean;
}

/** Prisma's paging arguments: one row more than asked tells whether there is a next page. */
export function pageArguments(page: z.output<typeof pageSchema>) {
  return { take: page.limit + 1, ...(page.cursor ? { cursor: { id: page.cursor }, skip: 1 } : {}) };
}

/** Cuts the extra row off and names the cursor of the next page. */
export function toPage<T extends { readonly id: string }>(rows: readonly T[], limit: number, total: number): Page<T> {
  const data = rows.slice(0, limit);
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null, total };
}
