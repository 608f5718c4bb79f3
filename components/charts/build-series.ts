import { type CellValue, type DataColumn, type DataTable, findColumn, labelOf, nameOf, toNumber } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import type { ValueFormat } from "./format-value";
import { assignColors, type ChosenColors, otherColor, paletteSize, singleColor } from "./palette";
import { type RolledUp, rolledUp, totalOfRows } from "./rolled-up";

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
  /** How several of its rows are one value. */
  readonly how: RolledUp;
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
    const how = column && rolledUp(table, column, "sum");
    for (let row = 0; column && how && row < x.cells.length; row += 1) {
      const group = split ? nameOf(split.cells[row], words) : null;
      const key = `${column.name}\n${group ?? ""}`;
      const one = raw.get(key) ?? emptySeries(seriesName(labelOf(column), group, ys.length > 1), column, how);
      raw.set(key, one);
      addRow(one, x.cells[row] ?? null, toNumber(column.cells[row]), row);
    }
  }
  for (const one of raw.values()) rollUp(one);
  const places = [...new Set(x.cells)];
  return arrange([...raw.values()], places, input, words);
}

function seriesName(label: string, group: string | null, several: boolean): string {
  if (group === null) return label;
  return several ? `${group}, ${label}` : group;
}

function emptySeries(name: string, { name: column, format }: Pick<DataColumn, "name" | "format">, how: RolledUp) {
  return { name, column, format, how, values: new Map(), rows: new Map(), total: 0 } satisfies RawSeries;
}

/** Several rows at one place are one mark: their sum, as a person would read the chart. */
function addRow(series: RawSeries, place: CellValue, value: number | null, row: number): void {
  const rows = series.rows.get(place);
  if (rows) rows.push(row);
  else series.rows.set(place, [row]);
  series.values.set(place, sum(series.values.get(place), value));
  series.total += Math.abs(value ?? 0);
}

/** Where several rows are one mark and a sum of them would be a number that is wrong, what they are together. */
function rollUp({ how, values, rows }: RawSeries): void {
  if (how.by === "sum") return;
  for (const [place, behind] of rows) if (behind.length > 1) values.set(place, totalOfRows(how, behind));
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
  const [first, ...others] = rest;
  const drawn = stacked && first ? [...kept, merged([first, ...others], words)] : [...kept, ...rest];
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

function merged(rest: readonly [RawSeries, ...RawSeries[]], { say }: DrawingWords): RawSeries {
  const [{ column, format, how }] = rest;
  const other = emptySeries(say("otherValues", { count: rest.length }), { name: column, format }, how);
  for (const { values, rows } of rest) {
    for (const [x, value] of values) {
      other.values.set(x, sum(other.values.get(x), value));
      other.rows.set(x, [...(other.rows.get(x) ?? []), ...(rows.get(x) ?? [])]);
    }
  }
  if (rest.every((one) => one.column === column)) rollUp(other);
  return other;
}

function sum(one: number | null | undefined, other: number | null): number | null {
  if (one === null || one === undefined) return other;
  return other === null ? one : one + other;
}
