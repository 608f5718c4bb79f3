import type { TimeGrain } from "@/lib/domains/domain-definition-schema";
import type { DomainFields } from "@/lib/domains/domain-schema";

/** A field as a query names it, in the words of its domain. */
export interface BuilderField {
  /** `dataset.field`. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: "text" | "number" | "boolean" | "date" | "timestamp";
  /** Of dates and timestamps: what they may be rounded down to. */
  readonly grains: readonly TimeGrain[];
}

/** What a domain offers, dataset by dataset. */
export interface BuilderDataset {
  readonly name: string;
  readonly label: string;
  readonly dimensions: readonly BuilderField[];
  readonly measures: readonly BuilderField[];
}

/** A domain's fields by the names that queries have for them; a measure is a number. */
export function builderDatasets({ datasets }: DomainFields): BuilderDataset[] {
  return datasets.map(({ name: dataset, label, dimensions, measures }) => {
    const field = ({ name, label: words, description = "" }: (typeof dimensions | typeof measures)[number]) => ({
      name: `${dataset}.${name}`,
      label: words,
      description,
    });
    return {
      name: dataset,
      label,
      dimensions: dimensions.map((one) => ({ ...field(one), type: one.type, grains: one.grains })),
      measures: measures.map((one) => ({ ...field(one), type: "number", grains: [] })),
    };
  });
}

/** A field by its name. */
export function findField(datasets: readonly BuilderDataset[], name: string): BuilderField | undefined {
  return datasets.flatMap(({ dimensions, measures }) => [...dimensions, ...measures]).find((one) => one.name === name);
}

/** What people call a field; its name, when the domain has none of it any more. */
export function labelOf(datasets: readonly BuilderDataset[], name: string): string {
  return findField(datasets, name)?.label ?? name;
}
