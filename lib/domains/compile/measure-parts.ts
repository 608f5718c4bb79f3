import type { DomainDefinition } from "../domain-definition-schema";
import { domainRefusal } from "./domain-refusal";
import { type FoundAggregate, type FoundMeasure, findField } from "./find-field";

/** What a measure is worked out from: itself, or one such part divided by another. */
export type MeasureParts =
  | { readonly kind: "aggregate"; readonly measure: FoundAggregate }
  | { readonly kind: "ratio"; readonly of: MeasureParts; readonly to: MeasureParts };

/** Ratios of ratios double what is written with each step. */
const deepest = 4;

/**
 * The aggregates under a measure and how they are divided. Pure, and it ends whatever the definition says.
 *
 * @throws DomainError `query_refused` for a ratio of what is no measure, of itself, or of too many others
 */
export function measureParts(definition: DomainDefinition, measure: FoundMeasure): MeasureParts {
  return partsUnder(definition, measure, []);
}

/** The names of the measures that a ratio divides, as queries write them; none for another measure. */
export function ratioFields({ dataset, field: { ratio } }: FoundMeasure): readonly string[] {
  return ratio ? [ratio.of, ratio.to].map((name) => (name.includes(".") ? name : `${dataset.name}.${name}`)) : [];
}

/** The aggregates of some parts, each once. */
export function aggregatesOf(parts: MeasureParts): readonly [FoundAggregate, ...FoundAggregate[]] {
  if (parts.kind === "aggregate") return [parts.measure];
  const [first, ...others] = [...aggregatesOf(parts.of), ...aggregatesOf(parts.to)] as const;
  const rest = new Map(others.map((measure) => [measure.field, measure]));
  rest.delete(first.field);
  return [first, ...rest.values()];
}

/**
 * A measure with everything that it is made of, ratios in between included.
 *
 * @throws DomainError `query_refused` as `measureParts` does
 */
export function fieldsOfMeasure(definition: DomainDefinition, measure: FoundMeasure): readonly FoundMeasure[] {
  measureParts(definition, measure);
  const under = (one: FoundMeasure): FoundMeasure[] => [
    one,
    ...ratioFields(one).flatMap((path) => under(findPart(definition, path))),
  ];
  return under(measure);
}

function partsUnder(definition: DomainDefinition, measure: FoundMeasure, above: readonly FoundMeasure[]): MeasureParts {
  if (isAggregate(measure)) return { kind: "aggregate", measure };
  const { field, dataset } = measure;
  const path = `${dataset.name}.${field.name}`;
  if (above.some((one) => one.field === field)) throw domainRefusal(`${path} would be divided by way of itself`);
  if (above.length >= deepest) throw domainRefusal(`${path} is a ratio of too many ratios`);
  const [of, to] = ratioFields(measure).map((part) =>
    partsUnder(definition, findPart(definition, part), [...above, measure]),
  );
  if (!of || !to) throw domainRefusal(`${path} has neither aggregation nor ratio`);
  return { kind: "ratio", of, to };
}

function isAggregate(measure: FoundMeasure): measure is FoundAggregate {
  return measure.field.aggregation !== undefined;
}

/**
 * The measure that a ratio names.
 *
 * @throws DomainError `query_refused` when it is none
 */
export function findPart(definition: DomainDefinition, path: string): FoundMeasure {
  const found = findField(definition, path);
  if (found.kind === "measure") return found;
  throw domainRefusal(`${path} is a dimension, and a ratio divides measures`);
}
