import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { EditorMessageName } from "./messages/english";

type Kind = DraftCard["kind"];

interface Choice {
  readonly value: string;
  readonly label: EditorMessageName;
}

/** One option of a kind of card: under which key it is kept, and with what it is chosen. */
export type OptionField = {
  readonly key: string;
  readonly label: EditorMessageName;
  readonly help?: EditorMessageName;
} & (
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

const format: OptionField = { key: "format", label: "optionValues", input: "format" };
const axes: readonly OptionField[] = [
  { key: "xAxis", label: "optionHorizontalAxis", input: "axis" },
  { key: "yAxis", label: "optionVerticalAxis", input: "axis" },
];
const colors: OptionField = { key: "colors", label: "optionColours", input: "colors" };
const xKind: OptionField = {
  key: "xKind",
  label: "optionXKind",
  input: "select",
  choices: [
    { value: "category", label: "optionNames" },
    { value: "number", label: "optionNumbers" },
    { value: "date", label: "optionDates" },
  ],
};
const xColumn: OptionField = { key: "xColumn", label: "optionAcross", input: "column", required: true };
const seriesColumn: OptionField = {
  key: "seriesColumn",
  label: "optionSeries",
  input: "column",
  help: "optionSeriesHelp",
};
const showValues: OptionField = { key: "showValues", label: "optionShowValues", input: "switch" };
const labelAndValue: readonly OptionField[] = [
  { key: "labelColumn", label: "optionNames", input: "column", required: true },
  { key: "valueColumn", label: "optionValues", input: "column", required: true },
];

const series: readonly OptionField[] = [
  xColumn,
  { key: "yColumns", label: "optionValues", input: "columns", required: true },
  seriesColumn,
  { key: "stacked", label: "optionStacked", input: "switch" },
  { key: "asShares", label: "optionAsShares", input: "switch" },
  xKind,
];

/** What is chosen under Chart, by kind of card. */
export const chartFields: Readonly<Record<Kind, readonly OptionField[]>> = {
  NUMBER: [
    { key: "valueColumn", label: "optionFigure", input: "column", required: true },
    {
      key: "row",
      label: "optionWhichRow",
      input: "select",
      choices: [
        { value: "first", label: "optionFirst" },
        { value: "last", label: "optionLast" },
      ],
    },
    { key: "comparison", label: "optionComparedWith", input: "comparison" },
    {
      key: "goodDirection",
      label: "optionGoodNews",
      input: "select",
      choices: [
        { value: "up", label: "optionMore" },
        { value: "down", label: "optionLess" },
      ],
    },
    { key: "sparkline", label: "optionSparkline", input: "sparkline" },
  ],
  LINE: series,
  AREA: series,
  BAR: [...series, { key: "horizontal", label: "optionHorizontal", input: "switch" }],
  COMBO: [
    xColumn,
    { key: "barColumns", label: "optionBars", input: "columns", required: true },
    { key: "lineColumns", label: "optionLines", input: "columns", required: true },
    { key: "stacked", label: "optionStackedBars", input: "switch" },
    xKind,
  ],
  PIE: [...labelAndValue, { key: "donut", label: "optionDonut", input: "switch" }],
  SCATTER: [
    { key: "xColumn", label: "optionAcross", input: "column", required: true },
    { key: "yColumn", label: "optionUp", input: "column", required: true },
    { key: "sizeColumn", label: "optionSize", input: "column" },
    { key: "labelColumn", label: "optionPointName", input: "column" },
    seriesColumn,
  ],
  HEATMAP: [
    { key: "xColumn", label: "optionAcross", input: "column", required: true },
    { key: "yColumn", label: "optionDown", input: "column", required: true },
    { key: "valueColumn", label: "optionColourBy", input: "column", required: true },
  ],
  FUNNEL: labelAndValue,
  TABLE: [
    { key: "columns", label: "columns", input: "table_columns" },
    { key: "sort", label: "optionSortedFirst", input: "table_sort" },
  ],
  PIVOT: [
    { key: "rowColumns", label: "optionRows", input: "columns", required: true },
    { key: "columnColumns", label: "columns", input: "columns" },
    { key: "values", label: "optionValues", input: "pivot_values" },
    { key: "totals", label: "optionTotals", input: "switch" },
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
    { ...format, label: "optionBars" },
    { key: "lineFormat", label: "optionLines", input: "format" },
    ...axes,
    { key: "rightAxis", label: "optionLineAxis", input: "axis" },
    colors,
  ],
  PIE: [format, colors],
  SCATTER: [
    { key: "xFormat", label: "optionValuesAcross", input: "format" },
    { key: "yFormat", label: "optionValuesUp", input: "format" },
    ...axes,
    colors,
  ],
  HEATMAP: [format, showValues],
  FUNNEL: [format],
  TABLE: [],
  PIVOT: [],
  TEXT: [],
};
