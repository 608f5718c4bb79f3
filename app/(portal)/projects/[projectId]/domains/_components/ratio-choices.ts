import type { EditedDataset } from "./edited-definition";

/** Measures of one dataset to choose from. */
export interface RatioChoice {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/**
 * The measures that a ratio of a dataset can be made of, as it names them: its own first, others with their dataset. Two
 * that are called the same for a moment are one choice.
 */
export function ratioChoices(datasets: readonly EditedDataset[], own: string, ratio: string): RatioChoice[] {
  const sorted = [...datasets].sort((a, b) => Number(b.name === own) - Number(a.name === own));
  const offered = new Set<string>();
  return sorted
    .map(({ name: dataset, label, measures = [] }) => ({
      group: label ?? dataset,
      items: measures.flatMap(({ name, label: words }) => {
        const value = dataset === own ? name : `${dataset}.${name}`;
        if (value === ratio || offered.has(value)) return [];
        offered.add(value);
        return [{ value, label: words ?? name }];
      }),
    }))
    .filter(({ items }) => items.length > 0);
}
