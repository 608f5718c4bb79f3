import type { CardFormat } from "@/lib/dashboards/card-options";
import type { ChartChoice } from "./chart-choice";
import { type DataTable, findColumn } from "./data-table";
import type { ChosenColors } from "./palette";

/** What a choice of options says that another kind of drawing can use, too. */
export interface CarriedOptions {
  /** Columns to group by, the most important first. */
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly format?: CardFormat;
  readonly colors?: ChosenColors;
}

/** What is worth keeping of earlier options; columns that the rows no longer have are not. */
export function carriedOptions(previous: ChartChoice | undefined, table: DataTable): CarriedOptions {
  const { dimensions, measures, ...looks } = previous ? partsOf(previous) : nothing;
  const known = (names: readonly (string | undefined)[]) => [
    ...new Set(names.filter((name) => name !== undefined).filter((name) => findColumn(table, name) !== null)),
  ];
  return { dimensions: known(dimensions), measures: known(measures), ...looks };
}

/** Every column that a choice draws. */
export function namedColumns(choice: ChartChoice): readonly string[] {
  const { dimensions, measures } = partsOf(choice);
  return [...dimensions, ...measures].filter((name) => name !== undefined);
}

interface Parts {
  readonly dimensions: readonly (string | undefined)[];
  readonly measures: readonly (string | undefined)[];
  readonly format?: CardFormat;
  readonly colors?: ChosenColors;
}

const nothing: Parts = { dimensions: [], measures: [] };

function partsOf({ kind, options }: ChartChoice): Parts {
  switch (kind) {
    case "NUMBER":
      return { dimensions: [options.sparkline?.xColumn], measures: [options.valueColumn], format: options.format };
    case "LINE":
    case "AREA":
    case "BAR":
      return {
        dimensions: [options.xColumn, options.seriesColumn],
        measures: options.yColumns,
        format: options.format,
        colors: options.colors,
      };
    case "COMBO":
      return {
        dimensions: [options.xColumn],
        measures: [...options.barColumns, ...options.lineColumns],
        format: options.format,
        colors: options.colors,
      };
    case "PIE":
      return {
        dimensions: [options.labelColumn],
        measures: [options.valueColumn],
        format: options.format,
        colors: options.colors,
      };
    case "FUNNEL":
      return { dimensions: [options.labelColumn], measures: [options.valueColumn], format: options.format };
    case "SCATTER":
      return {
        dimensions: [options.labelColumn, options.seriesColumn],
        measures: [options.xColumn, options.yColumn, options.sizeColumn],
        format: options.yFormat,
      };
    case "HEATMAP":
      return {
        dimensions: [options.xColumn, options.yColumn],
        measures: [options.valueColumn],
        format: options.format,
      };
    case "PIVOT":
      return {
        dimensions: [...options.rowColumns, ...options.columnColumns],
        measures: options.values.map(({ column }) => column),
        format: options.values[0]?.format,
      };
    case "TABLE":
      return nothing;
  }
}
