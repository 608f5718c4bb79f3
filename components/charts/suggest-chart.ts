import type { SeriesOptions } from "@/lib/dashboards/card-options";
import { type CarriedOptions, carriedOptions, namedColumns } from "./carried-options";
import type { ChartChoice, ChartKind, OptionsByKind } from "./chart-choice";
import { type ColumnRoles, columnRoles, distinctCount, hasLongNames } from "./column-roles";
import { type DataTable, findColumn } from "./data-table";

/** More columns than these are read as rows. */
const mostDrawnColumns = 6;
const mostSeries = 12;
const mostBars = 40;
const mostHeatmapPlaces = 60;

/**
 * The drawing that shows a result best, with full options, picked from the types, the number of different values and
 * the number of rows alone. A table where nothing else is certain: a wrong chart is worse than none.
 */
export function suggestChart(table: DataTable): ChartChoice {
  const kind = bestKind(table, columnRoles(table));
  return choiceOf(kind, table) ?? { kind: "TABLE", options: {} };
}

/**
 * Valid options of a kind for these rows, keeping what fits of the options that a card has had; null where the kind
 * cannot draw them at all.
 */
export function optionsFor<Kind extends ChartKind>(
  kind: Kind,
  table: DataTable,
  previous?: ChartChoice,
): OptionsByKind[Kind] | null {
  const choice = choiceOf(kind, table, previous);
  // `choiceOf` answers with the kind that it was asked for.
  return choice ? (choice.options as OptionsByKind[Kind]) : null;
}

function bestKind(table: DataTable, { times, categories, measures }: ColumnRoles): ChartKind {
  const [category, second, third] = categories;
  const [measure, another] = measures;
  if (table.columns.length > mostDrawnColumns || measure === undefined || third !== undefined) return "TABLE";
  const distinct = (name: string) => distinctCount(table, name);
  if (times.length > 0) {
    if (times.length > 1 || second !== undefined || table.rowCount < 2) return "TABLE";
    if (category === undefined && areTwoUnits(table, measures)) return "COMBO";
    return category === undefined || (distinct(category) <= mostSeries && another === undefined) ? "LINE" : "TABLE";
  }
  if (category === undefined) {
    if (another === undefined) return table.rowCount <= 1 ? "NUMBER" : "TABLE";
    return table.rowCount > 2 && measures.length <= 3 ? "SCATTER" : "TABLE";
  }
  if (second !== undefined) {
    if (another !== undefined || distinct(category) > mostHeatmapPlaces || distinct(second) > mostHeatmapPlaces)
      return "TABLE";
    return distinct(second) <= 6 && distinct(category) <= mostBars ? "BAR" : "HEATMAP";
  }
  if (distinct(category) <= mostBars) return areTwoUnits(table, measures) ? "COMBO" : "BAR";
  return measures.length === 2 ? "SCATTER" : "TABLE";
}

/** Columns by what they are to be used for: what somebody chose before, then what the types suggest. */
interface Chosen extends CarriedOptions {
  readonly roles: ColumnRoles;
}

function choiceOf(kind: ChartKind, table: DataTable, previous?: ChartChoice): ChartChoice | null {
  const [first] = table.columns;
  if (!first) return null;
  if (previous?.kind === kind && isWhole(previous, table)) return previous;
  const roles = columnRoles(table);
  const carried = carriedOptions(previous, table);
  const chosen: Chosen = {
    ...carried,
    roles,
    dimensions: [...new Set([...carried.dimensions, ...roles.times, ...roles.categories])],
    measures: [...new Set([...carried.measures, ...roles.measures])],
  };
  // Something has to be named; a drawing of the wrong column can be put right, one without cannot be saved.
  const dimension = chosen.dimensions[0] ?? first.name;
  const measure = chosen.measures[0] ?? first.name;
  return build(kind, table, chosen, dimension, measure, carried);
}

function build(
  kind: ChartKind,
  table: DataTable,
  chosen: Chosen,
  dimension: string,
  measure: string,
  carried: CarriedOptions,
): ChartChoice {
  const { measures, dimensions, format, colors } = chosen;
  const look = { ...(format ? { format } : {}), ...(colors ? { colors } : {}) };
  const plain = format ? { format } : {};
  switch (kind) {
    case "NUMBER":
      return { kind, options: { valueColumn: measure, ...plain, ...historyOf(table, dimension, chosen.roles) } };
    case "LINE":
    case "AREA":
      return { kind, options: { ...seriesOptions(table, chosen, dimension, measure, carried), ...look } };
    case "BAR":
      return { kind, options: { ...barOptions(table, chosen, dimension, measure, carried), ...look } };
    case "COMBO": {
      const [other] = measures.filter((name) => name !== measure);
      // A share is a line over the bars of what it is a share of.
      const isShare = carried.measures.length === 0 && other !== undefined && unitOf(table, measure) === "percent";
      const [bars, line] = isShare ? [other, measure] : [measure, other];
      const lines = line === undefined ? { lineColumns: [bars] } : { lineColumns: [line], rightAxis: {} };
      return { kind, options: { xColumn: dimension, barColumns: [bars], ...lines, ...look } };
    }
    case "PIE":
      return { kind, options: { labelColumn: dimension, valueColumn: measure, donut: true, ...look } };
    case "FUNNEL":
      return { kind, options: { labelColumn: dimension, valueColumn: measure, ...plain } };
    case "SCATTER":
      return { kind, options: scatterOptions(table, chosen, measure) };
    case "HEATMAP": {
      const yColumn = dimensions.find((name) => name !== dimension) ?? dimension;
      return { kind, options: { xColumn: dimension, yColumn, valueColumn: measure, ...plain } };
    }
    case "PIVOT": {
      const [across] = dimensions.filter((name) => name !== dimension && distinctCount(table, name) <= mostBars);
      const wanted = carried.measures.length > 0 ? carried.measures : measures.slice(0, 3);
      const values = (wanted.length > 0 ? wanted : [measure]).slice(0, 10).map((column) => {
        const aggregation = findColumn(table, column)?.type === "number" ? ("sum" as const) : ("count" as const);
        return { column, aggregation, ...plain };
      });
      return {
        kind,
        options: { rowColumns: [dimension], columnColumns: across ? [across] : [], values, totals: true },
      };
    }
    case "TABLE":
      return { kind, options: {} };
  }
}

function historyOf(table: DataTable, dimension: string, { times }: ColumnRoles) {
  if (!times.includes(dimension) || table.rowCount < 2) return {};
  return { row: "last", comparison: { with: "previous_row" }, sparkline: { xColumn: dimension } } as const;
}

function seriesOptions(
  table: DataTable,
  { dimensions, measures, roles }: Chosen,
  xColumn: string,
  measure: string,
  carried: CarriedOptions,
): SeriesOptions {
  const [first] = measures;
  // One axis has one unit.
  const alike = measures.filter((name) => first !== undefined && unitOf(table, name) === unitOf(table, first));
  const wanted = carried.measures.length > 0 ? carried.measures : alike;
  const several = wanted.length > 0 ? wanted : [measure];
  const split = dimensions.find(
    (name) => name !== xColumn && roles.categories.includes(name) && distinctCount(table, name) <= mostSeries,
  );
  // With a column that splits the rows, one measure is enough to look at.
  return split
    ? { xColumn, yColumns: several.slice(0, 1), seriesColumn: split }
    : { xColumn, yColumns: several.slice(0, 8) };
}

function barOptions(
  table: DataTable,
  chosen: Chosen,
  dimension: string,
  measure: string,
  carried: CarriedOptions,
): SeriesOptions {
  const options = seriesOptions(table, chosen, dimension, measure, carried);
  const names = findColumn(table, dimension);
  const isLong = names !== null && names.type !== "date" && names.type !== "timestamp" && hasLongNames(names);
  const addsUp = options.yColumns.every((name) => (findColumn(table, name)?.rollUp ?? "sum") === "sum");
  return {
    ...options,
    ...(options.seriesColumn && addsUp ? { stacked: true } : {}),
    ...(isLong ? { horizontal: true } : {}),
  };
}

function scatterOptions(table: DataTable, { measures, roles }: Chosen, measure: string): OptionsByKind["SCATTER"] {
  const [yColumn = measure, sizeColumn] = measures.filter((name) => name !== measure);
  const [category, second] = roles.categories;
  const isFew = (name: string | undefined) => name !== undefined && distinctCount(table, name) <= mostSeries;
  const series = [category, second].find((name) => isFew(name) && table.rowCount > mostSeries);
  const label = [category, second].find((name) => name !== series);
  return {
    xColumn: measure,
    yColumn,
    ...(sizeColumn ? { sizeColumn } : {}),
    ...(label ? { labelColumn: label } : {}),
    ...(series ? { seriesColumn: series } : {}),
  };
}

/** What a column's numbers are numbers of, as far as its source says. */
function unitOf(table: DataTable, name: string): string {
  const format = findColumn(table, name)?.format;
  if (format?.style === "percent") return "percent";
  return (format?.style === "currency" ? format.currency : format?.unit) ?? "";
}

function areTwoUnits(table: DataTable, [first, second, third]: readonly string[]): boolean {
  if (first === undefined || second === undefined || third !== undefined) return false;
  return unitOf(table, first) !== unitOf(table, second);
}

/** Whether the rows have every column that a choice names. */
function isWhole(choice: ChartChoice, table: DataTable): boolean {
  return namedColumns(choice).every((name) => findColumn(table, name) !== null);
}
