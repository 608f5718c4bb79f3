import type {
  AggregatedMeasure,
  DomainDataset,
  DomainDefinition,
  DomainDimension,
  DomainMeasure,
} from "../domain-definition-schema";
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

/** A measure that is added up from rows. */
export interface FoundAggregate extends FoundMeasure {
  readonly field: AggregatedMeasure;
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
