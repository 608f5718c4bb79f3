import { DomainError } from "@/lib/errors";
import type { DomainDefinition } from "../domain-definition-schema";
import { domainRefusal } from "./domain-refusal";
import { type FoundDimension, type FoundField, type FoundMeasure, findField } from "./find-field";
import { fieldsOfMeasure } from "./measure-parts";

/**
 * Whether a field is offered to people: not hidden itself, and made of nothing that is. A ratio gives a hidden part away
 * to whoever knows the other one. One that cannot be worked out is not offered either.
 */
export function isShown(definition: DomainDefinition, found: FoundField): boolean {
  try {
    return !isHidden(definition, found);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function isHidden(definition: DomainDefinition, found: FoundField): boolean {
  if (found.field.hidden) return true;
  return found.kind === "measure" && fieldsOfMeasure(definition, found).some(({ field }) => field.hidden);
}

/**
 * Makes sure that conditions are on fields that are shown: one on a hidden field would tell its values bit by bit.
 *
 * @throws DomainError `query_refused`, for a hidden field as for none
 */
export function requireShownFilters(
  definition: DomainDefinition,
  filters: readonly { readonly field: string }[],
): void {
  for (const { field } of filters) {
    if (isHidden(definition, findField(definition, field))) throw noField(field);
  }
}

/** @throws DomainError `query_refused` for another field, or a hidden one where rows show it */
export function findDimension(definition: DomainDefinition, path: string): FoundDimension {
  const found = findField(definition, path);
  if (found.kind === "dimension" && !found.field.hidden) return found;
  throw found.kind === "measure" ? domainRefusal(`${path} is a measure`, { field: path }) : noField(path);
}

/** @throws DomainError `query_refused` for another field, a hidden one, and a ratio that cannot be worked out */
export function findMeasure(definition: DomainDefinition, path: string): FoundMeasure {
  const found = findField(definition, path);
  if (found.kind === "dimension") throw domainRefusal(`${path} is a dimension`, { field: path });
  if (isHidden(definition, found)) throw noField(path);
  return found;
}

function noField(path: string) {
  return domainRefusal(`The domain has no field ${path}`, { field: path });
}
