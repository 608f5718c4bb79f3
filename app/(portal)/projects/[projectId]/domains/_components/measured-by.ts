import type { EditedMeasure } from "./edited-definition";

export const aggregationChoices = [
  { value: "count", label: "Count" },
  { value: "count_distinct", label: "Count different" },
  { value: "sum", label: "Sum" },
  { value: "average", label: "Average" },
  { value: "minimum", label: "Minimum" },
  { value: "maximum", label: "Maximum" },
  { value: "ratio", label: "Ratio" },
] as const;

/**
 * A measure in another way: an aggregation keeps what it is over, a ratio has nothing of it. A new ratio begins with the
 * dataset's first two others.
 */
export function measuredBy(
  how: (typeof aggregationChoices)[number]["value"],
  measure: EditedMeasure,
  others: readonly EditedMeasure[],
): Partial<EditedMeasure> {
  if (how !== "ratio") return { aggregation: how, ratio: undefined };
  const [first, second = first] = others.filter(({ name }) => name !== measure.name);
  const ratio = measure.ratio ?? { of: first?.name ?? "", to: second?.name ?? "" };
  return { ratio, aggregation: undefined, column: undefined, expression: undefined, filter: undefined };
}
