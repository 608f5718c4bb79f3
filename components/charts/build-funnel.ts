import { type DataTable, findColumn, nameOf, toNumber } from "./data-table";
import type { DrawingWords } from "./drawing-words";

export interface FunnelStep {
  readonly name: string;
  readonly value: number;
  /** Of the greatest step, for its bar. */
  readonly width: number;
  /** Of the first step; null where that is zero, and for the first itself. */
  readonly ofFirst: number | null;
  /** Of the step before; null where that is zero, and for the first step. */
  readonly ofPrevious: number | null;
  readonly rows: readonly number[];
}

export interface Funnel {
  readonly steps: readonly FunnelStep[];
  /** Steps that are left out because they are below zero. */
  readonly belowZero: number;
}

/** Steps in the order of the rows, equal names summed. Null when the result lacks a column that the chart names. */
export function buildFunnel(
  table: DataTable,
  labelColumn: string,
  valueColumn: string,
  words: DrawingWords,
): Funnel | null {
  const labels = findColumn(table, labelColumn);
  const values = findColumn(table, valueColumn);
  if (!labels || !values) return null;
  const sums = new Map<string, { name: string; value: number; rows: number[] }>();
  labels.cells.forEach((label, row) => {
    const name = nameOf(label, words);
    const value = toNumber(values.cells[row]);
    if (value === null) return;
    const step = sums.get(name) ?? { name, value: 0, rows: [] };
    step.value += value;
    step.rows.push(row);
    sums.set(name, step);
  });
  const all = [...sums.values()];
  const kept = all.filter(({ value }) => value >= 0);
  const greatest = kept.reduce((most, { value }) => Math.max(most, value), 0);
  const first = kept[0]?.value ?? 0;
  const steps = kept.map((step, index): FunnelStep => {
    const previous = kept[index - 1]?.value;
    return {
      ...step,
      width: greatest > 0 ? step.value / greatest : 0,
      ofFirst: index > 0 && first > 0 ? step.value / first : null,
      ofPrevious: previous !== undefined && previous > 0 ? step.value / previous : null,
    };
  });
  return { steps, belowZero: all.length - kept.length };
}
