import { type CellValue, type DataTable, findColumn, labelOf, nameOf, toNumber } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import type { ValueFormat } from "./format-value";
import { assignColors, type ChosenColors, otherColor, paletteSize, singleColor } from "./palette";

export interface SeriesInput {
  readonly xColumn: string;
  readonly yColumns: readonly string[];
  /** Splits the rows into one series for each of its values. */
  readonly seriesColumn?: string;
  /** Stacked values may be summed into "Other"; side by side, a sum would be a number that no row has. */
  readonly stacked?: boolean;
  readonly colors?: ChosenColors;
}

export interface Series {
  /** Key of the values in each point. */
  readonly key: string;
  readonly name: string;
  readonly color: string;
  readonly isOther: boolean;
  /** The column that its values come from. */
  readonly column: string;
  /** How that column's values are written where the chart itself says nothing. */
  readonly format?: ValueFormat;
  /** The rows behind its value at each place. */
  readonly rows: ReadonlyMap<CellValue, readonly number[]>;
}

/** One place on the x axis with a value per series key. */
export interface Point {
  readonly x: CellValue;
  readonly values: Readonly<Record<string, number | null>>;
}

export interface SeriesSet {
  readonly series: readonly Series[];
  readonly points: readonly Point[];
}

interface RawSeries {
  readonly name: string;
  readonly column: string;
  readonly format?: ValueFormat;
  readonly values: Map<CellValue, number | null>;
  readonly rows: Map<CellValue, number[]>;
  total: number;
}

/**
 * Turns rows into series, in the order of the rows on the axis and of the columns in the legend. Of more series than
 * the palette has colours, the largest keep theirs and the rest are "Other": summed when stacked, else grey.
 * Null when the result lacks a column that the chart names.
 */
export function buildSeries(table: DataTable, input: SeriesInput, words: DrawingWords): SeriesSet | null {
  const x = findColumn(table, input.xColumn);
  const split = input.seriesColumn === undefined ? null : findColumn(table, input.seriesColumn);
  const ys = input.yColumns.map((name) => findColumn(table, name));
  if (!x || ys.some((column) => !column) || (input.seriesColumn !== undefined && !split)) return null;
  const raw = new Map<string, RawSeries>();
  for (const column of ys) {
    for (let row = 0; column && row < x.cells.length; row += 1) {
      const group = split ? nameOf(split.cells[row], words) : null;
      const key = `${column.name}\n${group ?? ""}`;
      const one = raw.get(key) ?? emptySeries(seriesName(labelOf(column), group, ys.length > 1), column);
      raw.set(key, one);
      addRow(one, x.cells[row] ?? null, toNumber(column.cells[row]), row);
    }
  }
  const places = [...new Set(x.cells)];
  return arrange([...raw.values()], places, input, words);
}

function seriesName(label: string, group: string | null, several: boolean): string {
  if (group === null) return label;
  return several ? `${group}, ${label}` : group;
}

function emptySeries(name: string, { name: column, format }: { name: string; format?: ValueFormat }): RawSeries {
  return { name, column, format, values: new Map(), rows: new Map(), total: 0 };
}

/** Several rows at one place are one mark: their sum, as a person would read the chart. */
function addRow(series: RawSeries, place: CellValue, value: number | null, row: number): void {
  series.values.set(place, sum(series.values.get(place), value));
  const rows = series.rows.get(place);
  if (rows) rows.push(row);
  else series.rows.set(place, [row]);
  series.total += Math.abs(value ?? 0);
}

function arrange(
  raw: readonly RawSeries[],
  places: readonly CellValue[],
  { stacked = false, colors }: SeriesInput,
  words: DrawingWords,
): SeriesSet {
  const overflows = raw.length > paletteSize;
  const bySize = overflows ? [...raw].sort((a, b) => b.total - a.total) : raw;
  // Stacked, "Other" takes the place of the ninth series; side by side each of the rest is drawn in grey.
  const own = new Set(bySize.slice(0, paletteSize));
  const kept = raw.filter((one) => own.has(one));
  const rest = raw.filter((one) => !own.has(one));
  const drawn = stacked && rest.length > 0 ? [...kept, merged(rest, words)] : [...kept, ...rest];
  const names = kept.map(({ name }) => name);
  const assigned = assignColors(names, colors);
  const isChosen = names.some((name) => colors && Object.hasOwn(colors, name));
  const series = drawn.map(({ name, column, format, rows }, index): Series => {
    const isOther = index >= kept.length;
    const color = isOther ? otherColor : drawn.length === 1 && !isChosen ? singleColor : assigned[index];
    return { key: `s${index}`, name, color: color ?? otherColor, isOther, column, format, rows };
  });
  const points = places.map((x): Point => {
    return { x, values: Object.fromEntries(drawn.map((one, index) => [`s${index}`, one.values.get(x) ?? null])) };
  });
  return { series, points };
}

function merged(rest: readonly RawSeries[], { say }: DrawingWords): RawSeries {
  const other = emptySeries(say("otherValues", { count: rest.length }), {
    name: rest[0]?.column ?? "",
    format: rest[0]?.format,
  });
  for (const { values, rows } of rest) {
    for (const [x, value] of values) {
      other.values.set(x, sum(other.values.get(x), value));
      other.rows.set(x, [...(other.rows.get(x) ?? []), ...(rows.get(x) ?? [])]);
    }
  }
  return other;
}

function sum(one: number | null | undefined, other: number | null): number | null {
  if (one === null || one === undefined) return other;
  return other === null ? one : one + other;
}
