import { type DataTable, findColumn, toNumber } from "./data-table";
import { otherColor, paletteSize, seriesColor } from "./palette";

export interface Slice {
  readonly name: string;
  readonly value: number;
  /** Between 0 and 1. */
  readonly share: number;
  readonly color: string;
}

/**
 * Slices of a pie, largest first; what the palette has no colour for is one slice "Other". Values that are not
 * positive have no slice. Null when the result lacks a column that the chart names.
 */
export function buildSlices(table: DataTable, labelColumn: string, valueColumn: string): readonly Slice[] | null {
  const labels = findColumn(table, labelColumn);
  const values = findColumn(table, valueColumn);
  if (!labels || !values) return null;
  const sums = new Map<string, number>();
  labels.cells.forEach((label, row) => {
    const name = label === null || label === "" ? "None" : String(label);
    const value = toNumber(values.cells[row]) ?? 0;
    if (value > 0) sums.set(name, (sums.get(name) ?? 0) + value);
  });
  const sorted = [...sums].sort(([, a], [, b]) => b - a);
  const keep = sorted.length > paletteSize ? paletteSize - 1 : sorted.length;
  const rest = sorted.slice(keep);
  const total = sorted.reduce((sum, [, value]) => sum + value, 0);
  const slices = sorted.slice(0, keep).map(([name, value], index) => ({ name, value, color: seriesColor(index) }));
  if (rest.length > 0) {
    const value = rest.reduce((sum, [, one]) => sum + one, 0);
    slices.push({ name: `Other (${rest.length})`, value, color: otherColor });
  }
  return slices.map((slice) => ({ ...slice, share: slice.value / total }));
}
