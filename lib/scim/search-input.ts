import { z } from "zod";
import { parseInput } from "@/lib/http/parse-input";
import type { AttributePath, Filter } from "./filter/filter-tree";
import { parseFilter, parsePath } from "./filter/parse-filter";
import { type Selection, selectionOf } from "./select-attributes";

/** What a list is asked for (RFC 7644, 3.4.2). */
export interface Search {
  readonly filter: Filter | null;
  readonly sortBy: AttributePath | null;
  readonly descending: boolean;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
  readonly selection: Selection;
}

export const mostResults = 500;
const usualResults = 100;
/** Far more than there are; every one is compared with every attribute of every result. */
const mostNames = 200;

const whole = z.coerce.number({ error: "A whole number is needed" }).int("A whole number is needed");
const names = z
  .union([z.string().transform((text) => text.split(",")), z.array(z.string())])
  .transform((given) => [...new Set(given.map((name) => name.trim()).filter(Boolean))])
  .refine((given) => given.length <= mostNames, `Name at most ${mostNames} attributes`);

const searchSchema = z.object({
  filter: z.string().optional(),
  sortBy: z.string().optional(),
  sortOrder: z.enum(["ascending", "descending"]).optional(),
  startIndex: whole.transform((index) => Math.max(1, index)).default(1),
  count: whole.transform((count) => Math.min(mostResults, Math.max(0, count))).default(usualResults),
  attributes: names.optional(),
  excludedAttributes: names.default([]),
});

/**
 * Reads the parameters of a list, of an address or of a `.search`. Out of bounds is brought within, as the RFC has it;
 * what is not a number refuses.
 *
 * @throws ScimRefusal `invalidFilter`, `invalidPath`; DomainError `invalid_input`
 */
export function searchOf(input: unknown): Search {
  const { filter, sortBy, sortOrder, startIndex, count, attributes, excludedAttributes } = parseInput(
    searchSchema,
    input,
  );
  return {
    filter: filter?.trim() ? parseFilter(filter) : null,
    sortBy: sortBy ? parsePath(sortBy) : null,
    descending: sortOrder === "descending",
    startIndex,
    count,
    selection: selectionOf(attributes?.length ? attributes : null, excludedAttributes),
  };
}

/** The parameters of an address; of one that is given twice the first counts. */
export function searchOfAddress(address: URL): Search {
  const given = Object.fromEntries([...address.searchParams].reverse());
  return searchOf(given);
}
