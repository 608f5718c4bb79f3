import { columnNamesOf, type DomainQuery } from "@/lib/domains/domain-query-schema";

/** A domain query under work: what is not chosen yet is empty. */
export type QueryDraft = DomainQuery;

export const emptyQuery: QueryDraft = { dimensions: [], measures: [], filters: [], sort: [], limit: 1_000 };

/** A query as it was kept; what is not a query begins anew. */
export function asQuery(value: unknown): QueryDraft {
  if (typeof value !== "object" || value === null) return emptyQuery;
  return { ...emptyQuery, ...(value as Partial<QueryDraft>) };
}

export type Axis = "dimensions" | "measures";

export function withField(query: QueryDraft, axis: Axis, field: string): QueryDraft {
  if (axis === "measures") {
    return query.measures.includes(field) ? query : { ...query, measures: [...query.measures, field] };
  }
  const has = query.dimensions.some((dimension) => dimension.field === field);
  return has ? query : { ...query, dimensions: [...query.dimensions, { field }] };
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
