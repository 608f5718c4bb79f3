import type { CellValue, DataTable } from "./data-table";

/** A value of a drawing that a person chose, with the row it stands for. */
export interface ValueEvent {
  readonly column: string;
  readonly value: CellValue;
  readonly row: Readonly<Record<string, CellValue>>;
}

export type OnValue = (event: ValueEvent) => void;

/** A value that is chosen already; what does not belong to it is dimmed. */
export interface SelectedValue {
  readonly column: string;
  readonly value: CellValue;
}

/** What every drawing takes. */
export interface DrawingProps {
  readonly table: DataTable;
  /** The name of the drawing for those who cannot see it. */
  readonly label: string;
  readonly locale: string;
  /** Makes the drawing interactive: called for the value a person clicks or presses Enter on. */
  readonly onValue?: OnValue;
  readonly selected?: readonly SelectedValue[];
}

/**
 * What a mark stands for: the columns on which all of its rows agree. A mark that sums several rows, such as "Other",
 * thereby never claims a value that only some of them have.
 */
export function commonRow(table: DataTable, rows: readonly number[]): Readonly<Record<string, CellValue>> {
  const [first, ...others] = rows;
  if (first === undefined) return {};
  const entries = table.columns.flatMap(({ name }, column): [string, CellValue][] => {
    const cells = table.data[column] ?? [];
    const value = cells[first] ?? null;
    return others.every((row) => (cells[row] ?? null) === value) ? [[name, value]] : [];
  });
  return Object.fromEntries(entries);
}

/** The event for a mark, or null when its rows do not agree on the column. */
export function valueEvent(table: DataTable, rows: readonly number[], column: string): ValueEvent | null {
  const row = commonRow(table, rows);
  return Object.hasOwn(row, column) ? { column, value: row[column] ?? null, row } : null;
}

/** Decides for rows whether they are chosen, or null when nothing chosen concerns this table. */
export function selectionOf(
  table: DataTable,
  selected: readonly SelectedValue[] | undefined,
): ((row: number) => boolean) | null {
  const wanted = new Map<number, Set<string>>();
  for (const { column, value } of selected ?? []) {
    const index = table.columns.findIndex(({ name }) => name === column);
    if (index < 0) continue;
    wanted.set(index, (wanted.get(index) ?? new Set()).add(String(value)));
  }
  if (wanted.size === 0) return null;
  return (row) => [...wanted].every(([column, values]) => values.has(String(table.data[column]?.[row] ?? null)));
}
