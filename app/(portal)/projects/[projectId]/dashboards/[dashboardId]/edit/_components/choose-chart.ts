import type { DataTable } from "@/components/charts/data-table";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { Options } from "./option-form";

type Kind = DraftCard["kind"];

export interface ChartChoice {
  readonly kind: Kind;
  readonly options: Options;
}

/** What is drawn of these columns as long as nobody has chosen: names of columns alone, never a value (R21). */
export function optionsFor(kind: Kind, { columns }: DataTable, previous?: ChartChoice): Options {
  const kept = Object.fromEntries(Object.entries(previous?.options ?? {}).filter(([key]) => known[kind].includes(key)));
  const numbers = columns.filter(({ type }) => type === "number").map(({ name }) => name);
  const labels = columns.filter(({ type }) => type !== "number").map(({ name }) => name);
  const label = labels[0] ?? columns[0]?.name;
  const number = numbers[0] ?? columns.at(-1)?.name;
  if (!label || !number) return kept;
  const second = labels[1] ?? numbers[1] ?? number;
  switch (kind) {
    case "NUMBER":
      return { valueColumn: number, ...kept };
    case "LINE":
    case "AREA":
    case "BAR":
      return { xColumn: label, yColumns: [number], ...kept };
    case "COMBO":
      return { xColumn: label, barColumns: [number], lineColumns: [numbers[1] ?? number], ...kept };
    case "PIE":
    case "FUNNEL":
      return { labelColumn: label, valueColumn: number, ...kept };
    case "SCATTER":
      return { xColumn: number, yColumn: numbers[1] ?? number, ...kept };
    case "HEATMAP":
      return { xColumn: label, yColumn: second, valueColumn: number, ...kept };
    case "PIVOT":
      return { rowColumns: [label], columnColumns: [], values: [{ column: number, aggregation: "sum" }], ...kept };
    default:
      return kept;
  }
}

/** Options that mean the same when the kind changes; all others begin anew. */
const series = ["xColumn", "yColumns", "seriesColumn", "format", "xKind", "xAxis", "yAxis", "colors", "stacked"];
const known: Readonly<Record<Kind, readonly string[]>> = {
  NUMBER: ["valueColumn", "format"],
  LINE: series,
  AREA: series,
  BAR: series,
  COMBO: ["xColumn", "format", "xKind", "xAxis", "yAxis"],
  PIE: ["labelColumn", "valueColumn", "format"],
  SCATTER: ["seriesColumn", "xAxis", "yAxis"],
  HEATMAP: ["valueColumn", "format"],
  FUNNEL: ["labelColumn", "valueColumn", "format"],
  TABLE: ["columns", "sort"],
  PIVOT: ["rowColumns", "columnColumns", "values", "totals"],
  TEXT: ["markdown"],
};

/** The kind that fits these columns best, with its options. */
export function suggestChart(table: DataTable): ChartChoice {
  const { columns, rowCount } = table;
  const numbers = columns.filter(({ type }) => type === "number").length;
  const kind: Kind =
    numbers === 0 || columns.length > 4
      ? "TABLE"
      : rowCount <= 1 && numbers === columns.length
        ? "NUMBER"
        : columns.some(({ type }) => type === "date" || type === "timestamp")
          ? "LINE"
          : numbers < columns.length
            ? "BAR"
            : "SCATTER";
  return { kind, options: optionsFor(kind, table) };
}
