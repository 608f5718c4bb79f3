/** A value of a result, as JSON carries it: numbers only where exact, else as text. */
export type CellValue = string | number | boolean | null;

export type ColumnType = "text" | "number" | "boolean" | "date" | "timestamp" | "time" | "json" | "other";

export interface DataColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** Rows column by column: `data[column][row]`. */
export interface DataTable {
  readonly columns: readonly DataColumn[];
  readonly data: readonly (readonly CellValue[])[];
  readonly rowCount: number;
}

export interface NamedCells extends DataColumn {
  readonly cells: readonly CellValue[];
}

/** A column with its cells, or null when the result has none of this name. */
export function findColumn(table: DataTable, name: string): NamedCells | null {
  const index = table.columns.findIndex((column) => column.name === name);
  const column = table.columns[index];
  return column ? { ...column, cells: table.data[index] ?? [] } : null;
}

/** The number a cell stands for, as near as a drawing needs it, or null. */
export function toNumber(cell: CellValue | undefined): number | null {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== "string" || cell.trim() === "") return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}
