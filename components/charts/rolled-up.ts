import { type Aggregation, addToTally, emptyTally, type Tally, totalOf } from "./column-totals";
import { type CellValue, type DataTable, findColumn, type NamedCells, toNumber } from "./data-table";

/** How some rows of a column become one number. */
export interface RolledUp {
  readonly cells: readonly CellValue[];
  /** Null where several rows have no total that the result could tell. */
  readonly by: Aggregation | { readonly of: RolledUp; readonly to: RolledUp } | null;
}

/** Rows counted in so far. */
export interface RunningTotal {
  rows: number;
  only: CellValue;
  readonly tally: Tally;
  readonly of?: RunningTotal;
  readonly to?: RunningTotal;
}

/**
 * How a column is totalled: as somebody chose, except where its source knows that adding its groups up would give a
 * number that is wrong. Of its values the least, the greatest and how many there are can always be told.
 */
export function rolledUp(table: DataTable, column: NamedCells, chosen: Aggregation): RolledUp {
  const { cells, rollUp = "sum" } = column;
  if (rollUp === "sum" || (chosen !== "sum" && chosen !== "average")) return { cells, by: chosen };
  if (rollUp === "none") return { cells, by: null };
  if (typeof rollUp === "string") return { cells, by: rollUp };
  const [of, to] = [findColumn(table, rollUp.of), findColumn(table, rollUp.to)];
  if (!of || !to) return { cells, by: null };
  return { cells, by: { of: rolledUp(table, of, "sum"), to: rolledUp(table, to, "sum") } };
}

/** Nothing counted in yet. */
export function beginTotal({ by }: RolledUp): RunningTotal {
  const parts = isRatio(by) ? { of: beginTotal(by.of), to: beginTotal(by.to) } : {};
  return { rows: 0, only: null, tally: emptyTally(), ...parts };
}

/** Counts one row in. */
export function addToTotal(total: RunningTotal, { cells, by }: RolledUp, row: number): void {
  total.rows += 1;
  total.only = cells[row] ?? null;
  if (!isRatio(by)) addToTally(total.tally, total.only);
  else if (total.of && total.to) {
    addToTotal(total.of, by.of, row);
    addToTotal(total.to, by.to, row);
  }
}

/** What the rows are together; null where there is nothing to tell. One row alone is what it says. */
export function finishTotal(total: RunningTotal, { by }: RolledUp): number | null {
  if (typeof by === "string") return totalOf(total.tally, by);
  if (total.rows === 1) return toNumber(total.only);
  if (by === null || !total.of || !total.to) return null;
  const [of, to] = [finishTotal(total.of, by.of), finishTotal(total.to, by.to)];
  return of === null || to === null || to === 0 ? null : of / to;
}

/** The total of some rows. */
export function totalOfRows(how: RolledUp, rows: Iterable<number>): number | null {
  const total = beginTotal(how);
  for (const row of rows) addToTotal(total, how, row);
  return finishTotal(total, how);
}

function isRatio(by: RolledUp["by"]): by is { readonly of: RolledUp; readonly to: RolledUp } {
  return typeof by === "object" && by !== null;
}
