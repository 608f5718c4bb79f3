import type { ScatterOptions } from "@/lib/dashboards/card-options";
import { type DataTable, findColumn, labelOf, type NamedCells, nameOf, toNumber } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import { assignColors, otherColor, paletteSize, singleColor } from "./palette";
import { parseTime } from "./time-axis";

export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  /** Between 0 and 1 by its share of the greatest; null where nothing sizes points. */
  readonly size: number | null;
  readonly series: number;
  readonly row: number;
}

export interface ScatterSet {
  readonly points: readonly ScatterPoint[];
  readonly series: readonly { readonly name: string; readonly color: string }[];
  readonly isTime: boolean;
  /** Rows without a number for x or y. */
  readonly unplaced: number;
  readonly x: NamedCells;
  readonly y: NamedCells;
  readonly size: NamedCells | null;
  readonly label: NamedCells | null;
}

/** Rows as points; null when the result lacks a column that the chart names. */
export function buildScatter(table: DataTable, options: ScatterOptions, words: DrawingWords): ScatterSet | null {
  const optional = (name: string | undefined) => (name === undefined ? null : findColumn(table, name));
  const x = findColumn(table, options.xColumn);
  const y = findColumn(table, options.yColumn);
  const [size, label, split] = [options.sizeColumn, options.labelColumn, options.seriesColumn].map(optional);
  const isLacking =
    (options.sizeColumn && !size) || (options.labelColumn && !label) || (options.seriesColumn && !split);
  if (!x || !y || isLacking) return null;
  const isTime = x.type === "date" || x.type === "timestamp";
  const names = split ? [...new Set(split.cells.map((cell) => nameOf(cell, words)))] : [labelOf(y)];
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const sizes = size ? size.cells.map((cell) => Math.max(0, toNumber(cell) ?? 0)) : [];
  const greatest = sizes.reduce((most, one) => Math.max(most, one), 0);
  const points = Array.from({ length: table.rowCount }).flatMap((_, row): ScatterPoint[] => {
    const at = isTime ? parseTime(x.cells[row]) : toNumber(x.cells[row]);
    const value = toNumber(y.cells[row]);
    if (at === null || value === null) return [];
    const series = split ? (indexOf.get(nameOf(split.cells[row], words)) ?? 0) : 0;
    return [{ x: at, y: value, size: size && greatest > 0 ? (sizes[row] ?? 0) / greatest : null, series, row }];
  });
  const palette = assignColors(names.slice(0, paletteSize), options.colors);
  const series = names.map((name, index) => ({
    name,
    color: split ? (palette[index] ?? otherColor) : singleColor,
  }));
  return {
    points,
    series,
    isTime,
    unplaced: table.rowCount - points.length,
    x,
    y,
    size: size ?? null,
    label: label ?? null,
  };
}
