import type { NumberOptions } from "@/lib/dashboards/card-options";
import { type CellValue, type DataTable, findColumn, toNumber } from "./data-table";
import { parseTime } from "./time-axis";

export interface Change {
  /** What the figure is measured against. */
  readonly against: number;
  readonly difference: number;
  /** The difference as a share of what it is measured against; null where that is zero. */
  readonly ratio: number | null;
  readonly direction: "up" | "down" | "same";
  /** Undefined where nobody has said which direction is good, and where nothing has changed. */
  readonly isGood: boolean | undefined;
}

export interface Figure {
  /** The row of the figure in the table. */
  readonly row: number;
  readonly value: CellValue;
  /** Null where a comparison was asked for and there is nothing to compare with, undefined where none was. */
  readonly change: Change | null | undefined;
  /** All values in their order, for the small line. */
  readonly history: readonly (number | null)[];
}

/** The figure of a number card with its comparison; null when the rows lack a column that the card names. */
export function figureOf(table: DataTable, options: NumberOptions): Figure | null {
  const { comparison, sparkline } = options;
  const column = findColumn(table, options.valueColumn);
  const other = comparison?.with === "column" ? findColumn(table, comparison.column) : null;
  const order = sparkline ? findColumn(table, sparkline.xColumn) : null;
  if (!column || (comparison?.with === "column" && !other) || (sparkline && !order)) return null;
  const rows = rowsInOrder(table.rowCount, order?.cells);
  const isLast = (options.row ?? (sparkline || comparison?.with === "previous_row" ? "last" : "first")) === "last";
  const place = isLast ? rows.length - 1 : 0;
  const row = rows[place] ?? 0;
  const before = rows[isLast ? place - 1 : place + 1];
  const value = column.cells[row] ?? null;
  const against = other ? other.cells[row] : before === undefined ? null : column.cells[before];
  return {
    row,
    value,
    change: comparison ? changeOf(toNumber(value), toNumber(against ?? null), options.goodDirection) : undefined,
    history: sparkline ? rows.map((one) => toNumber(column.cells[one])) : [],
  };
}

function rowsInOrder(count: number, cells: readonly CellValue[] | undefined): readonly number[] {
  const rows = Array.from({ length: count }, (_, row) => row);
  if (!cells) return rows;
  const place = (row: number) => parseTime(cells[row]) ?? toNumber(cells[row]) ?? Number.NEGATIVE_INFINITY;
  return rows.sort((a, b) => place(a) - place(b) || a - b);
}

function changeOf(
  value: number | null,
  against: number | null,
  goodDirection: NumberOptions["goodDirection"],
): Change | null {
  if (value === null || against === null) return null;
  const difference = value - against;
  const direction = difference > 0 ? "up" : difference < 0 ? "down" : "same";
  const ratio = against === 0 ? null : difference / Math.abs(against);
  const isGood = goodDirection && direction !== "same" ? direction === goodDirection : undefined;
  return { against, difference, ratio, direction, isGood };
}
