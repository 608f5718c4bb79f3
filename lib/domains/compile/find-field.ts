import type { DomainDataset, DomainDefinition, DomainDimension, DomainMeasure } from "../domain-definition-schema";
import { domainRefusal } from "./domain-refusal";

export interface FoundDimension {
  readonly kind: "dimension";
  readonly dataset: DomainDataset;
  readonly field: DomainDimension;
}

export interface FoundMeasure {
  readonly kind: "measure";
  readonly dataset: DomainDataset;
  readonly field: DomainMeasure;
}

export type FoundField = FoundDimension | FoundMeasure;

/**
 * The field that a query names `dataset.field`.
 *
 * @throws DomainError `query_refused` when there is none
 */
export function findField(definition: DomainDefinition, path: string): FoundField {
  const [datasetName, name] = path.split(".");
  const dataset = definition.datasets.find((one) => one.name === datasetName);
  const dimension = dataset?.dimensions.find((field) => field.name === name);
  if (dataset && dimension) return { kind: "dimension", dataset, field: dimension };
  const measure = dataset?.measures.find((field) => field.name === name);
  if (dataset && measure) return { kind: "measure", dataset, field: measure };
  throw domainRefusal(`The domain has no field ${path}`, { field: path });
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
    if (findField(definition, field).field.hidden) throw domainRefusal(`The domain has no field ${field}`, { field });
  }
}

/** @throws DomainError `query_refused` for another field, or a hidden one where rows show it */
export function findDimension(definition: DomainDefinition, path: string): FoundDimension {
  const found = findField(definition, path);
  if (found.kind === "dimension" && !found.field.hidden) return found;
  throw domainRefusal(found.kind === "measure" ? `${path} is a measure` : `The domain has no field ${path}`, {
    field: path,
  });
}

/** @throws DomainError `query_refused` for another field, or a hidden one where rows show it */
export function findMeasure(definition: DomainDefinition, path: string): FoundMeasure {
  const found = findField(definition, path);
  if (found.kind === "measure" && !found.field.hidden) return found;
  throw domainRefusal(found.kind === "dimension" ? `${path} is a dimension` : `The domain has no field ${path}`, {
    field: path,
  });
}
