import type { DraftCard } from "@/lib/dashboards/draft-schema";

type Kind = DraftCard["kind"];

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One option of a kind of card: under which key it is kept, and with what it is chosen. */
export type OptionField = { readonly key: string; readonly label: string; readonly help?: string } & (
  | { readonly input: "column"; readonly required?: boolean }
  | { readonly input: "columns"; readonly required?: boolean }
  | { readonly input: "switch" }
  | { readonly input: "select"; readonly choices: readonly Choice[] }
  | {
      readonly input:
        | "format"
        | "axis"
        | "comparison"
        | "sparkline"
        | "table_columns"
        | "table_sort"
        | "pivot_values"
        | "colors";
    }
);

const format: OptionField = { key: "format", label: "Values", input: "format" };
const axes: readonly OptionField[] = [
  { key: "xAxis", label: "Horizontal axis", input: "axis" },
  { key: "yAxis", label: "Vertical axis", input: "axis" },
];
const colors: OptionField = { key: "colors", label: "Colours", input: "colors" };
const xKind: OptionField = {
  key: "xKind",
  label: "Read the horizontal axis as",
  input: "select",
  choices: [
    { value: "category", label: "Names" },
    { value: "number", label: "Numbers" },
    { value: "date", label: "Dates" },
  ],
};
const xColumn: OptionField = { key: "xColumn", label: "Across", input: "column", required: true };
const seriesColumn: OptionField = {
  key: "seriesColumn",
  label: "One series for each",
  input: "column",
  help: "Splits the values by what stands in this column.",
};
const showValues: OptionField = { key: "showValues", label: "Write values at their marks", input: "switch" };
const labelAndValue: readonly OptionField[] = [
  { key: "labelColumn", label: "Names", input: "column", required: true },
  { key: "valueColumn", label: "Values", input: "column", required: true },
];

const series: readonly OptionField[] = [
  xColumn,
  { key: "yColumns", label: "Values", input: "columns", required: true },
  seriesColumn,
  { key: "stacked", label: "Stacked", input: "switch" },
  { key: "asShares", label: "As shares of the whole", input: "switch" },
  xKind,
];

/** What is chosen under Chart, by kind of card. */
export const chartFields: Readonly<Record<Kind, readonly OptionField[]>> = {
  NUMBER: [
    { key: "valueColumn", label: "Figure", input: "column", required: true },
    {
      key: "row",
      label: "Which row",
      input: "select",
      choices: [
        { value: "first", label: "The first" },
        { value: "last", label: "The last" },
      ],
    },
    { key: "comparison", label: "Compared with", input: "comparison" },
    {
      key: "goodDirection",
      label: "Good news is",
      input: "select",
      choices: [
        { value: "up", label: "More" },
        { value: "down", label: "Less" },
      ],
    },
    { key: "sparkline", label: "Small line over", input: "sparkline" },
  ],
  LINE: series,
  AREA: series,
  BAR: [...series, { key: "horizontal", label: "From left to right", input: "switch" }],
  COMBO: [
    xColumn,
    { key: "barColumns", label: "Bars", input: "columns", required: true },
    { key: "lineColumns", label: "Lines", input: "columns", required: true },
    { key: "stacked", label: "Stacked bars", input: "switch" },
    xKind,
  ],
  PIE: [...labelAndValue, { key: "donut", label: "With a hole", input: "switch" }],
  SCATTER: [
    { key: "xColumn", label: "Across", input: "column", required: true },
    { key: "yColumn", label: "Up", input: "column", required: true },
    { key: "sizeColumn", label: "Size", input: "column" },
    { key: "labelColumn", label: "Name of a point", input: "column" },
    seriesColumn,
  ],
  HEATMAP: [
    { key: "xColumn", label: "Across", input: "column", required: true },
    { key: "yColumn", label: "Down", input: "column", required: true },
    { key: "valueColumn", label: "Colour by", input: "column", required: true },
  ],
  FUNNEL: labelAndValue,
  TABLE: [
    { key: "columns", label: "Columns", input: "table_columns" },
    { key: "sort", label: "Sorted at first by", input: "table_sort" },
  ],
  PIVOT: [
    { key: "rowColumns", label: "Rows", input: "columns", required: true },
    { key: "columnColumns", label: "Columns", input: "columns" },
    { key: "values", label: "Values", input: "pivot_values" },
    { key: "totals", label: "Totals", input: "switch" },
  ],
  TEXT: [],
};

const cartesian: readonly OptionField[] = [format, showValues, ...axes, colors];

/** What is chosen under Format, by kind of card. */
export const formatFields: Readonly<Record<Kind, readonly OptionField[]>> = {
  NUMBER: [format],
  LINE: cartesian,
  AREA: cartesian,
  BAR: cartesian,
  COMBO: [
    { ...format, label: "Bars" },
    { key: "lineFormat", label: "Lines", input: "format" },
    ...axes,
    { key: "rightAxis", label: "Axis of the lines", input: "axis" },
    colors,
  ],
  PIE: [format, colors],
  SCATTER: [
    { key: "xFormat", label: "Values across", input: "format" },
    { key: "yFormat", label: "Values up", input: "format" },
    ...axes,
    colors,
  ],
  HEATMAP: [format, showValues],
  FUNNEL: [format],
  TABLE: [],
  PIVOT: [],
  TEXT: [],
};
