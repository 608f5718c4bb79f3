import type { HeatmapOptions } from "@/lib/dashboards/card-options";
import { type CellValue, type DataTable, findColumn, type NamedCells, toNumber } from "./data-table";
import { dimensionText } from "./dimension-text";
import type { DrawingWords } from "./drawing-words";
import { parseTime } from "./time-axis";

export interface HeatmapCell {
  readonly column: number;
  readonly row: number;
  readonly value: number;
  /** The rows of the table behind it. */
  readonly rows: readonly number[];
}

export interface HeatmapSet {
  /** Texts of the places from left to right and from top to bottom. */
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly cells: readonly HeatmapCell[];
  readonly least: number;
  readonly greatest: number;
}

/** Rows as cells of a grid: times and numbers in their order, names in the order of the rows. Null when a column lacks. */
export function buildHeatmap(table: DataTable, options: HeatmapOptions, words: DrawingWords): HeatmapSet | null {
  const x = findColumn(table, options.xColumn);
  const y = findColumn(table, options.yColumn);
  const values = findColumn(table, options.valueColumn);
  if (!x || !y || !values) return null;
  const columns = placesOf(x, words);
  const rows = placesOf(y, words);
  const cells = new Map<number, { column: number; row: number; value: number; rows: number[] }>();
  for (let index = 0; index < table.rowCount; index += 1) {
    const value = toNumber(values.cells[index]);
    if (value === null) continue;
    const column = columns.indexOf.get(x.cells[index] ?? null) ?? 0;
    const row = rows.indexOf.get(y.cells[index] ?? null) ?? 0;
    const key = row * columns.texts.length + column;
    const cell = cells.get(key) ?? { column, row, value: 0, rows: [] };
    cell.value += value;
    cell.rows.push(index);
    cells.set(key, cell);
  }
  const all = [...cells.values()];
  return {
    columns: columns.texts,
    rows: rows.texts,
    cells: all,
    least: all.reduce((low, { value }) => Math.min(low, value), Number.POSITIVE_INFINITY),
    greatest: all.reduce((high, { value }) => Math.max(high, value), Number.NEGATIVE_INFINITY),
  };
}

interface Places {
  readonly texts: readonly string[];
  readonly indexOf: ReadonlyMap<CellValue, number>;
}

function placesOf(column: NamedCells, words: DrawingWords): Places {
  const { cells, type } = column;
  const distinct = [...new Set(cells)];
  const isTime = type === "date" || type === "timestamp";
  const order = (cell: CellValue) => (isTime ? parseTime(cell) : toNumber(cell)) ?? Number.POSITIVE_INFINITY;
  if (isTime || type === "number") distinct.sort((a, b) => order(a) - order(b));
  return {
    texts: distinct.map(dimensionText(column, words)),
    indexOf: new Map(distinct.map((cell, index) => [cell, index])),
  };
}

/** How many shades there are on each side of the middle. */
export const shadeCount = 9;

/**
 * The shade of a value: 1 to `shadeCount`, below zero negative. From zero where there are values on both sides of it,
 * else between the least and the greatest.
 */
export function shadeOf(value: number, least: number, greatest: number): number {
  if (least < 0) {
    const most = Math.max(Math.abs(least), Math.abs(greatest));
    const shade = Math.min(shadeCount, Math.max(1, Math.ceil((Math.abs(value) / most) * shadeCount)));
    return value < 0 ? -shade : shade;
  }
  const share = greatest > least ? (value - least) / (greatest - least) : 1;
  return Math.max(1, Math.min(shadeCount, 1 + Math.floor(share * shadeCount)));
}

/** The colour of a shade, as a CSS value: the accent above zero, orange below, paler the nearer to the middle. */
export function shadeColor(shade: number): string {
  const color = shade < 0 ? "var(--bhi-chart-2)" : "var(--bhi-accent)";
  return `color-mix(in oklab, ${color} ${8 + Math.round((Math.abs(shade) / shadeCount) * 92)}%, var(--bhi-surface))`;
}
