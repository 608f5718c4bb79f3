import type { DomainFilter } from "../domain-query-schema";
import { domainRefusal } from "./domain-refusal";

type Scalar = string | number | boolean;

/** Days (ISO 8601) or numbers, both ends included; either may be open. */
export interface ValueRange {
  readonly from?: string | number;
  readonly to?: string | number;
}

/** What a dashboard's filter may hold by the time a query is made. */
export type FilterInput = Scalar | null | readonly Scalar[] | ValueRange;
export type FilterInputs = Readonly<Record<string, FilterInput | undefined>>;

/** What a condition compares with. */
export type GivenValues =
  | { readonly kind: "list"; readonly list: readonly Scalar[] }
  | { readonly kind: "range"; readonly range: ValueRange };

/**
 * The values of a condition: its own, or those of the filter it is bound to; null when that filter has none, so that
 * the condition is left out.
 *
 * @throws DomainError `query_refused` for a condition of its own without values
 */
export function givenValues(filter: DomainFilter, inputs: FilterInputs): GivenValues | null {
  if (filter.fromFilter === undefined) {
    if (filter.values.length === 0) throw domainRefusal(`Give a value for the filter of ${filter.field}`);
    return { kind: "list", list: filter.values };
  }
  const value = Object.hasOwn(inputs, filter.fromFilter) ? inputs[filter.fromFilter] : undefined;
  if (value === undefined || value === null) return null;
  if (isList(value)) return { kind: "list", list: value };
  if (typeof value !== "object") return { kind: "list", list: [value] };
  if (value.from === undefined && value.to === undefined) return null;
  return { kind: "range", range: value };
}

function isList(value: FilterInput): value is readonly Scalar[] {
  return Array.isArray(value);
}
