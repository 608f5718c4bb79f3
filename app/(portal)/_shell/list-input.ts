import type { z } from "zod";
import { DomainError } from "@/lib/errors";

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** One value of the address's query; a repeated name counts as absent. */
export function single(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Search words and cursor of a list page, as lib's lists take them. */
export function listInput(params: SearchParams): { search?: string; cursor?: string } {
  const search = single(params, "search");
  const cursor = single(params, "cursor");
  return { ...(search ? { search: search.slice(0, 200) } : {}), ...(cursor ? { cursor } : {}) };
}

/** The same with the order that the address asks for; one that the list does not have is no order at all. */
export function sortedListInput<Input extends { sort?: string | undefined }>(
  params: SearchParams,
  schema: z.ZodType<unknown, Input>,
): { search?: string; cursor?: string; sort?: Input["sort"] } {
  const sort = single(params, "sort");
  const known = sort !== undefined && schema.safeParse({ sort }).success;
  return { ...listInput(params), ...(known ? { sort } : {}) };
}

/** A page of a list; a cursor that no longer leads anywhere, because its row is gone, starts at the beginning. */
export async function firstOrNext<Input extends { cursor?: string }, T>(
  input: Input,
  list: (input: Input) => Promise<T>,
): Promise<T> {
  try {
    return await list(input);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid_input" || !input.cursor) throw error;
    return list({ ...input, cursor: undefined });
  }
}
