import { relationshipName } from "./compile/join-tree";
import { isShown } from "./compile/shown-field";
import type { DomainDefinition } from "./domain-definition-schema";
import type { DomainFields } from "./domain-schema";
import { grainsOf } from "./field-grains";

/** What a definition offers to people: names, words, types and formats, and nothing of where rows come from. */
export function domainFields(definition: DomainDefinition): DomainFields {
  const { datasets, relationships } = definition;
  return {
    datasets: datasets.map((dataset) => ({
      ...textsOf(dataset),
      dimensions: dataset.dimensions
        .filter(({ hidden }) => !hidden)
        .map((field) => ({ ...fieldTexts(field), type: field.type, grains: grainsOf(field) })),
      measures: dataset.measures
        .filter((field) => isShown(definition, { kind: "measure", dataset, field }))
        .map((field) => ({ ...fieldTexts(field), aggregation: field.aggregation ?? ("ratio" as const) })),
    })),
    relationships: relationships.map((relationship) => ({
      name: relationshipName(relationship),
      from: relationship.from.dataset,
      to: relationship.to.dataset,
    })),
  };
}

type Dataset = DomainDefinition["datasets"][number];

/** A name in words: `delay_minutes` is "Delay minutes" unless somebody says otherwise. */
export function wordsOf({ name, label }: { readonly name: string; readonly label?: string | undefined }): string {
  if (label !== undefined) return label;
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textsOf({ name, label, description }: Pick<Dataset, "name" | "label" | "description">) {
  return { name, label: wordsOf({ name, label }), ...(description ? { description } : {}) };
}

function fieldTexts(field: Dataset["measures"][number] | Dataset["dimensions"][number]) {
  return { ...textsOf(field), ...(field.format ? { format: field.format } : {}) };
}
