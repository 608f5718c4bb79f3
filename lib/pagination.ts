import { z } from "zod";

/** What every list takes: page size, where to go on, and words to search for. */
export const pageSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
  search: z.string().trim().max(200).optional(),
});

export type PageInput = z.input<typeof pageSchema>;

/** The orders of people and things with names: by name, or by age. A minus turns the order round. */
export const nameSorts = ["name", "-name", "createdAt", "-createdAt"] as const;

/** A page of people or things with names. */
export const sortedPageSchema = pageSchema.extend({ sort: z.enum(nameSorts).default("name") });

export type SortedPageInput = z.input<typeof sortedPageSchema>;

type Direction = "asc" | "desc";

/** Prisma's order for a sort. The id makes it total, so that a cursor has one place in it. */
export function sortedBy<Name extends string>(nameColumn: Name, sort: z.output<typeof sortedPageSchema>["sort"]) {
  const direction: Direction = sort.startsWith("-") ? "desc" : "asc";
  const column = sort.endsWith("createdAt") ? "createdAt" : nameColumn;
  return [{ [column]: direction } as { [column in Name | "createdAt"]?: Direction }, { id: direction }];
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
