/** What drawings say in words where lines and colours would mislead, and the few words on them. */
export interface ChartSentences {
  readonly noColumns: string;
  readonly noValues: string;
  readonly sharesBelowZero: string;
  readonly sliceBelowZero: (left: number) => string;
  readonly stepBelowZero: string;
  readonly logarithmic: (left: number) => string;
  readonly onlyPlaces: (shown: number, all: number) => string;
  readonly onlyGroups: (shown: number, all: number, noun: "rows" | "columns") => string;
  readonly total: string;
  readonly totals: Readonly<Record<"sum" | "average" | "minimum" | "maximum" | "count", string>>;
  /** What is beyond the palette. */
  readonly other: (count: number) => string;
  readonly copy: { readonly all: string; readonly idle: string; readonly copied: string; readonly failed: string };
  readonly change: {
    readonly none: string;
    readonly up: string;
    readonly down: string;
    readonly same: string;
    readonly better: string;
    readonly worse: string;
    readonly against: (what: string) => string;
  };
  readonly yes: string;
  readonly no: string;
}

type Count = (value: number) => string;

const english = (count: Count): ChartSentences => ({
  noColumns: "The columns of this chart are not in its data.",
  noValues: "There are no values to draw.",
  sharesBelowZero: "Values below zero have no share of a whole and are left out.",
  sliceBelowZero: (left) =>
    left === 1
      ? "1 value is below zero and cannot be drawn as a slice."
      : `${count(left)} values are below zero and cannot be drawn as slices.`,
  stepBelowZero: "Steps below zero are left out: a funnel counts what went through.",
  logarithmic: (left) =>
    left === 1
      ? "1 value is not above zero and has no place on a logarithmic axis."
      : `${count(left)} values are not above zero and have no place on a logarithmic axis.`,
  onlyPlaces: (shown, all) => `The first ${count(shown)} of ${count(all)} are drawn.`,
  onlyGroups: (shown, all, noun) =>
    `The first ${count(shown)} of ${count(all)} ${noun} are shown; the totals are of all of them.`,
  total: "Total",
  totals: { sum: "Sum", average: "Average", minimum: "Minimum", maximum: "Maximum", count: "Count" },
  other: (left) => `Other (${count(left)})`,
  copy: { all: "Copy all rows", idle: "Copy", copied: "Copied", failed: "Copying is not allowed here" },
  change: {
    none: "Nothing to compare with",
    up: "up",
    down: "down",
    same: "unchanged",
    better: "better",
    worse: "worse",
    against: (what) => `vs\u00a0${what}`,
  },
  yes: "Yes",
  no: "No",
});

const german = (count: Count): ChartSentences => ({
  noColumns: "Die Spalten dieses Diagramms sind nicht in seinen Daten.",
  noValues: "Es gibt keine Werte zu zeichnen.",
  sharesBelowZero: "Werte unter null haben keinen Anteil am Ganzen und fehlen hier.",
  sliceBelowZero: (left) =>
    left === 1
      ? "1 Wert liegt unter null und lässt sich nicht als Stück zeichnen."
      : `${count(left)} Werte liegen unter null und lassen sich nicht als Stücke zeichnen.`,
  stepBelowZero: "Stufen unter null fehlen hier: Ein Trichter zählt, was hindurchging.",
  logarithmic: (left) =>
    left === 1
      ? "1 Wert liegt nicht über null und hat keinen Platz auf einer logarithmischen Achse."
      : `${count(left)} Werte liegen nicht über null und haben keinen Platz auf einer logarithmischen Achse.`,
  onlyPlaces: (shown, all) => `Die ersten ${count(shown)} von ${count(all)} sind gezeichnet.`,
  onlyGroups: (shown, all, noun) =>
    `Die ersten ${count(shown)} von ${count(all)} ${noun === "rows" ? "Zeilen" : "Spalten"} werden gezeigt; die Summen umfassen alle.`,
  total: "Summe",
  totals: { sum: "Summe", average: "Mittel", minimum: "Kleinster", maximum: "Größter", count: "Anzahl" },
  other: (left) => `Sonstige (${count(left)})`,
  copy: { all: "Alle Zeilen kopieren", idle: "Kopieren", copied: "Kopiert", failed: "Kopieren ist hier nicht erlaubt" },
  change: {
    none: "Nichts zum Vergleichen",
    up: "gestiegen",
    down: "gefallen",
    same: "unverändert",
    better: "besser",
    worse: "schlechter",
    against: (what) => `gegenüber\u00a0${what}`,
  },
  yes: "Ja",
  no: "Nein",
});

const known = new Map<string, ChartSentences>();

/** The words of drawings in the language of a locale, English where there is none. */
export function chartSentences(locale: string): ChartSentences {
  const found = known.get(locale);
  if (found) return found;
  const count: Count = (value) => value.toLocaleString(locale);
  const made = locale.toLowerCase().split("-")[0] === "de" ? german(count) : english(count);
  known.set(locale, made);
  return made;
}
