const count = (value: number, locale: string) => value.toLocaleString(locale);

/** What drawings say in words where lines and colours would mislead. */
export const chartSentences = {
  noColumns: "The columns of this chart are not in its data.",
  noValues: "There are no values to draw.",
  sharesBelowZero: "Values below zero have no share of a whole and are left out.",
  sliceBelowZero: (left: number, locale: string) =>
    left === 1
      ? "1 value is below zero and cannot be drawn as a slice."
      : `${count(left, locale)} values are below zero and cannot be drawn as slices.`,
  stepBelowZero: "Steps below zero are left out: a funnel counts what went through.",
  logarithmic: (left: number, locale: string) =>
    left === 1
      ? "1 value is not above zero and has no place on a logarithmic axis."
      : `${count(left, locale)} values are not above zero and have no place on a logarithmic axis.`,
  onlyPlaces: (shown: number, all: number, locale: string) =>
    `The first ${count(shown, locale)} of ${count(all, locale)} are drawn.`,
  onlyGroups: (shown: number, all: number, noun: string, locale: string) =>
    `The first ${count(shown, locale)} of ${count(all, locale)} ${noun} are shown; the totals are of all of them.`,
} as const;
