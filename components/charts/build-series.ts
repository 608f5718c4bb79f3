import { type CellValue, type DataTable, findColumn, toNumber } from "./data-table";
import { otherColor, paletteSize, seriesColor, singleColor } from "./palette";

export interface SeriesInput {
  readonly xColumn: string;
  readonly yColumns: readonly string[];
  /** Splits the rows into one series for each of its values. */
  readonly seriesColumn?: string;
  /** Stacked values may be summed into "Other"; side by side, a sum would be a number that no row has. */
  readonly stacked?: boolean;
}

export interface Series {
  /** Key of the values in each point. */
  readonly key: string;
  readonly name: string;
  readonly color: string;
  readonly isOther: boolean;
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
  readonly values: Map<CellValue, number | null>;
  total: number;
}

/**
 * Turns rows into series, in the order of the rows on the axis and of the columns in the legend. Of more series than
 * the palette has colours, the largest keep theirs and the rest are "Other": summed when stacked, else grey.
 * Null when the result lacks a column that the chart names.
 */
export function buildSeries(table: DataTable, input: SeriesInput): SeriesSet | null {
  const x = findColumn(table, input.xColumn);
  const split = input.seriesColumn === undefined ? null : findColumn(table, input.seriesColumn);
  const ys = input.yColumns.map((name) => findColumn(table, name));
  if (!x || ys.some((column) => !column) || (input.seriesColumn !== undefined && !split)) return null;
  const raw = new Map<string, RawSeries>();
  for (const column of ys) {
    for (let row = 0; column && row < x.cells.length; row += 1) {
      const name = seriesName(column.name, split ? (split.cells[row] ?? null) : undefined, ys.length > 1);
      const place = x.cells[row] ?? null;
      const value = toNumber(column.cells[row]);
      const one = raw.get(name) ?? { name, values: new Map(), total: 0 };
      raw.set(name, one);
      // Several rows at one place are one mark: their sum, as a person would read the chart.
      one.values.set(place, sum(one.values.get(place), value));
      one.total += Math.abs(value ?? 0);
    }
  }
  const places = [...new Set(x.cells)];
  return arrange([...raw.values()], places, input.stacked ?? false);
}

function seriesName(column: string, split: CellValue | undefined, several: boolean): string {
  if (split === undefined) return column;
  const value = split === null || split === "" ? "None" : String(split);
  return several ? `${value}, ${column}` : value;
}

function arrange(raw: readonly RawSeries[], places: readonly CellValue[], stacked: boolean): SeriesSet {
  const overflows = raw.length > paletteSize;
  const bySize = overflows ? [...raw].sort((a, b) => b.total - a.total) : raw;
  // Stacked, "Other" takes the place of the ninth series; side by side each of the rest is drawn in grey.
  const own = new Set(bySize.slice(0, paletteSize));
  const kept = raw.filter((one) => own.has(one));
  const rest = raw.filter((one) => !own.has(one));
  const drawn = stacked && rest.length > 0 ? [...kept, merged(rest)] : [...kept, ...rest];
  const colorOf = (index: number) => {
    if (drawn.length === 1) return singleColor;
    return index < kept.length ? seriesColor(index) : otherColor;
  };
  const series = drawn.map(({ name }, index): Series => {
    return { key: `s${index}`, name, color: colorOf(index), isOther: index >= kept.length };
  });
  const points = places.map((x): Point => {
    return { x, values: Object.fromEntries(drawn.map((one, index) => [`s${index}`, one.values.get(x) ?? null])) };
  });
  return { series, points };
}

function merged(rest: readonly RawSeries[]): RawSeries {
  const other: RawSeries = { name: `Other (${rest.length})`, values: new Map(), total: 0 };
  for (const { values } of rest) {
    for (const [x, value] of values) other.values.set(x, sum(other.values.get(x), value));
  }
  return other;
}

function sum(one: number | null | undefined, other: number | null): number | null {
  if (one === null || one === undefined) return other;
  return other === null ? one : one + other;
}
