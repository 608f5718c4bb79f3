import { type DataTable, findColumn, nameOf, toNumber } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import { assignColors, type ChosenColors, otherColor, paletteSize } from "./palette";

export interface Slice {
  readonly name: string;
  readonly value: number;
  /** Between 0 and 1. */
  readonly share: number;
  readonly color: string;
  /** The rows behind it. */
  readonly rows: readonly number[];
}

/**
 * Slices of a pie, largest first; what the palette has no colour for is one slice "Other". Values that are not
 * positive have no slice. Null when the result lacks a column that the chart names.
 */
export function buildSlices(
  table: DataTable,
  labelColumn: string,
  valueColumn: string,
  words: DrawingWords,
  colors?: ChosenColors,
): readonly Slice[] | null {
  const labels = findColumn(table, labelColumn);
  const values = findColumn(table, valueColumn);
  if (!labels || !values) return null;
  const sums = new Map<string, { name: string; value: number; rows: number[] }>();
  labels.cells.forEach((label, row) => {
    const name = nameOf(label, words);
    const value = toNumber(values.cells[row]) ?? 0;
    if (value <= 0) return;
    const one = sums.get(name) ?? { name, value: 0, rows: [] };
    one.value += value;
    one.rows.push(row);
    sums.set(name, one);
  });
  const sorted = [...sums.values()].sort((a, b) => b.value - a.value);
  const keep = sorted.length > paletteSize ? paletteSize - 1 : sorted.length;
  const kept = sorted.slice(0, keep);
  const rest = sorted.slice(keep);
  const total = sorted.reduce((sum, { value }) => sum + value, 0);
  const palette = assignColors(
    kept.map(({ name }) => name),
    colors,
  );
  const slices = kept.map((slice, index) => ({ ...slice, color: palette[index] ?? otherColor }));
  if (rest.length > 0) {
    const value = rest.reduce((sum, one) => sum + one.value, 0);
    const rows = rest.flatMap((one) => one.rows);
    slices.push({ name: words.say("otherValues", { count: rest.length }), value, rows, color: otherColor });
  }
  return slices.map((slice) => ({ ...slice, share: slice.value / total }));
}

/** How many values a pie cannot show because they are below zero. */
export function countBelowZero(table: DataTable, valueColumn: string): number {
  const cells = findColumn(table, valueColumn)?.cells ?? [];
  return cells.filter((cell) => (toNumber(cell) ?? 0) < 0).length;
}
