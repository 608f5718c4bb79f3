import type { Filter } from "./filter-tree";

/** Texts that every match has to have, by attribute in lower case, e.g. `username` or `emails.value`. */
export type ExactValues = ReadonlyMap<string, string>;

/**
 * What a filter demands at any rate, so that the database can leave out what cannot match. Only ever too little: the
 * filter itself is asked of what is left.
 */
export function exactValues(filter: Filter | null): ExactValues {
  if (filter === null) return new Map();
  if (filter.kind === "and") return new Map([...exactValues(filter.left), ...exactValues(filter.right)]);
  if (filter.kind !== "compare" || filter.operator !== "eq" || typeof filter.value !== "string") return new Map();
  const { attribute, sub } = filter.path;
  return new Map([[sub ? `${attribute}.${sub}` : attribute, filter.value]]);
}
