import { columnNamesOf, type DomainQuery } from "@/lib/domains/domain-query-schema";

/** A domain query under work: what is not chosen yet is empty. */
export type QueryDraft = DomainQuery;

export const emptyQuery: QueryDraft = { dimensions: [], measures: [], filters: [], sort: [], limit: 1_000 };

/** A query as it was kept; what is not a query begins anew. */
export function asQuery(value: unknown): QueryDraft {
  if (typeof value !== "object" || value === null) return emptyQuery;
  return { ...emptyQuery, ...(value as Partial<QueryDraft>) };
}

/** As many as a query may have. */
const mostFields = 20;
export const mostConditions = 50;

export type Axis = "dimensions" | "measures";

/** What of a field decides how it is asked for at first. */
interface PickedField {
  readonly grains: readonly string[];
}

/** With a field in its place, where it is taken from when the query has it already. A date is grouped by month at first. */
export function withFieldAt(
  query: QueryDraft,
  axis: Axis,
  field: string,
  index: number,
  picked?: PickedField,
): QueryDraft {
  const place = <T>(list: readonly T[], isIt: (one: T) => boolean, added: T): T[] => {
    const from = list.findIndex(isIt);
    if (from >= 0) return moved(list, from, (index > from ? index - 1 : index) - from);
    return list.length >= mostFields ? [...list] : [...list.slice(0, index), added, ...list.slice(index)];
  };
  if (axis === "measures") return { ...query, measures: place(query.measures, (one) => one === field, field) };
  const added = picked?.grains.includes("month") ? { field, grain: "month" as const } : { field };
  return { ...query, dimensions: place(query.dimensions, (one) => one.field === field, added) };
}

/** With a field at the end, or without it where it was chosen already. */
export function toggleField(query: QueryDraft, axis: Axis, field: string, picked?: PickedField): QueryDraft {
  const names: readonly string[] = axis === "measures" ? query.measures : query.dimensions.map((one) => one.field);
  const index = names.indexOf(field);
  return index >= 0 ? withoutField(query, axis, index) : withFieldAt(query, axis, field, names.length, picked);
}

/** With a condition on a field, whose values are still to be given. */
export function withCondition(query: QueryDraft, field: string): QueryDraft {
  if (query.filters.length >= mostConditions) return query;
  return { ...query, filters: [...query.filters, { field, operator: "equals", values: [] }] };
}

/** Kept to one value of a dimension, in place of another one it was kept to. */
export function withGivenCondition(query: QueryDraft, field: string, value: string | number | boolean): QueryDraft {
  const others = query.filters.filter((filter) => filter.field !== field || filter.operator !== "equals");
  return { ...query, filters: [...others, { field, operator: "equals", values: [value] }] };
}

/** Without a field, and without what was sorted by it. */
export function withoutField(query: QueryDraft, axis: Axis, index: number): QueryDraft {
  const next =
    axis === "measures"
      ? { ...query, measures: query.measures.filter((_, at) => at !== index) }
      : { ...query, dimensions: query.dimensions.filter((_, at) => at !== index) };
  return withKnownSort(next);
}

export function withGrain(query: QueryDraft, index: number, grain: string | null): QueryDraft {
  const before = columnNamesOf(query);
  const dimensions = query.dimensions.map((one, at) => {
    if (at !== index) return one;
    return grain ? { field: one.field, grain: grain as NonNullable<typeof one.grain> } : { field: one.field };
  });
  const next = { ...query, dimensions };
  const after = columnNamesOf(next);
  // Who sorts by a column goes on sorting by it under its new name.
  const sort = query.sort.map((one) => ({ ...one, column: after[before.indexOf(one.column)] ?? one.column }));
  return withKnownSort({ ...next, sort });
}

export function moveField(query: QueryDraft, axis: Axis, index: number, by: number): QueryDraft {
  if (axis === "measures") return { ...query, measures: moved(query.measures, index, by) };
  return { ...query, dimensions: moved(query.dimensions, index, by) };
}

function moved<T>(list: readonly T[], index: number, by: number): T[] {
  const next = [...list];
  next.splice(Math.min(Math.max(index + by, 0), list.length - 1), 0, ...next.splice(index, 1));
  return next;
}

function withKnownSort(query: QueryDraft): QueryDraft {
  const columns = columnNamesOf(query);
  return { ...query, sort: query.sort.filter(({ column }) => columns.includes(column)) };
}
