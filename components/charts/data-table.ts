import type { RollUp } from "@/lib/domains/answer-field-schema";
import type { DrawingWords } from "./drawing-words";
import type { ValueFormat } from "./format-value";

/** A value of a result, as JSON carries it: numbers only where exact, else as text. */
export type CellValue = string | number | boolean | null;

export type ColumnType = "text" | "number" | "boolean" | "date" | "timestamp" | "time" | "json" | "other";

export interface DataColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** How people read it, where its source says so; else its name. */
  readonly label?: string;
  /** How its values are written where the drawing itself says nothing. */
  readonly format?: ValueFormat;
  /** What the values of several rows are together, where its source knows; else their sum. */
  readonly rollUp?: RollUp;
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

/** What a column is called on a drawing. */
export function labelOf({ name, label }: DataColumn): string {
  return label ?? name.replaceAll("_", " ");
}

/** A column as its source describes it. */
export interface ColumnField {
  readonly column: string;
  readonly label: string;
  readonly format?: ValueFormat;
  readonly rollUp?: RollUp;
}

/** The same rows, their columns labelled, formatted and totalled as their source says. */
export function withFields<Table extends DataTable>(table: Table, fields: readonly ColumnField[] | undefined): Table {
  if (!fields || fields.length === 0) return table;
  const byName = new Map(fields.map((field) => [field.column, field]));
  const columns = table.columns.map((column) => {
    const field = byName.get(column.name);
    return field ? { ...column, label: field.label, format: field.format, rollUp: field.rollUp } : column;
  });
  return { ...table, columns };
}

/** The same rows with the formats that a drawing itself has for some of its columns, before those of their source. */
export function withFormats(table: DataTable, formats: Readonly<Record<string, ValueFormat | undefined>>): DataTable {
  const columns = table.columns.map((column) => ({ ...column, format: formats[column.name] ?? column.format }));
  return { ...table, columns };
}

/** The name that a cell gives to a place, a series or a slice. */
export function nameOf(cell: CellValue | undefined, { say }: DrawingWords): string {
  return cell === null || cell === undefined || cell === "" ? say("nameless") : String(cell);
}
