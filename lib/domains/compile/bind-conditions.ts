import type { DomainDefinition } from "../domain-definition-schema";
import type { DomainFilter } from "../domain-query-schema";
import type { BoundCondition } from "./branch-sql";
import { domainRefusal } from "./domain-refusal";
import { type FoundMeasure, findField } from "./find-field";
import { type FilterInputs, type GivenValues, givenValues } from "./given-values";

/** A condition on groups. */
export interface MeasureLimit {
  readonly filter: DomainFilter;
  readonly measure: FoundMeasure;
  readonly given: GivenValues;
}

/**
 * Conditions on rows, those on groups, and the filters that gave either a value. One whose filter has none is left out.
 *
 * @throws DomainError `query_refused`
 */
export function bindFilters(definition: DomainDefinition, filters: readonly DomainFilter[], inputs: FilterInputs) {
  const conditions: BoundCondition[] = [];
  const limits: MeasureLimit[] = [];
  const boundFilters = new Set<string>();
  for (const filter of filters) {
    const found = findField(definition, filter.field);
    const isEmptiness = filter.operator === "is_empty" || filter.operator === "is_not_empty";
    const given = isEmptiness ? null : givenValues(filter, inputs);
    if (given === null && !isEmptiness) continue;
    if (filter.fromFilter !== undefined && given !== null) boundFilters.add(filter.fromFilter);
    if (found.kind === "dimension") conditions.push({ ...found, filter, given });
    else if (given) limits.push({ filter, measure: found, given });
    else throw domainRefusal("A measure is never empty", { field: filter.field });
  }
  return { conditions, limits, boundFilters };
}
