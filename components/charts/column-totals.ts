import { type CellValue, toNumber } from "./data-table";
import type { DrawingSentence } from "./drawing-sentences";

export type Aggregation = "sum" | "average" | "minimum" | "maximum" | "count";

/** What is needed of a column's values to tell any total of them. */
export interface Tally {
  count: number;
  numbers: number;
  sum: number;
  least: number;
  greatest: number;
}

/** Nothing counted yet. */
export function emptyTally(): Tally {
  return { count: 0, numbers: 0, sum: 0, least: Number.POSITIVE_INFINITY, greatest: Number.NEGATIVE_INFINITY };
}

/** Counts one value in; what is missing counts for nothing. */
export function addToTally(tally: Tally, cell: CellValue | undefined): void {
  if (cell === null || cell === undefined) return;
  tally.count += 1;
  const value = toNumber(cell);
  if (value === null) return;
  tally.numbers += 1;
  tally.sum += value;
  tally.least = Math.min(tally.least, value);
  tally.greatest = Math.max(tally.greatest, value);
}

/** A total of what was counted; null where there was no number to make one of. */
export function totalOf(tally: Tally | undefined, aggregation: Aggregation): number | null {
  if (!tally) return null;
  if (aggregation === "count") return tally.count;
  if (tally.numbers === 0) return null;
  const totals = {
    sum: tally.sum,
    average: tally.sum / tally.numbers,
    minimum: tally.least,
    maximum: tally.greatest,
  };
  // What adding decimals leaves behind the twelfth digit is not in the data.
  return Number(totals[aggregation].toPrecision(12));
}

/** The sentence that names a total beside its value. */
export const totalSentences = {
  sum: "totalSum",
  average: "totalAverage",
  minimum: "totalMinimum",
  maximum: "totalMaximum",
  count: "totalCount",
} as const satisfies Readonly<Record<Aggregation, DrawingSentence>>;
