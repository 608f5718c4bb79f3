import type { TableOptions } from "@/lib/dashboards/card-options";
import { totalSentences } from "./column-totals";
import { rangeOf, type ValueRange } from "./conditional-format";
import { type CellValue, type DataTable, labelOf, type NamedCells } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import { type RolledUp, rolledUp, totalOfRows } from "./rolled-up";
import { textWidth } from "./text-width";

export type GridColumn = NonNullable<TableOptions["columns"]>[number];

/** A column as a table shows it. */
export interface GridField extends NamedCells {
  /** Its place in the rows. */
  readonly index: number;
  readonly heading: string;
  readonly isNumber: boolean;
  /** In pixels. */
  readonly width: number;
  readonly range: ValueRange | null;
  readonly conditionalFormats: NonNullable<GridColumn["conditionalFormats"]>;
  readonly total: RolledUp | null;
}

/** So many cells of a column are looked at to see how wide it has to be. */
const sampled = 200;
const [narrowest, widest] = [64, 340];

/** A column that the table names and the rows do not have is left out: it may be one this viewer may not see. */
export function gridFields(
  table: DataTable,
  columns: readonly GridColumn[] | undefined,
  words: DrawingWords,
): readonly GridField[] {
  const wanted: readonly GridColumn[] = columns ?? table.columns.map(({ name }) => ({ name }));
  return wanted.flatMap((one): GridField[] => {
    const index = table.columns.findIndex(({ name }) => name === one.name);
    const column = table.columns[index];
    if (!column) return [];
    const cells = table.data[index] ?? [];
    const format = one.format ?? column.format;
    const heading = one.label ?? labelOf(column);
    const conditionalFormats = one.conditionalFormats ?? [];
    const textOf = (cell: CellValue) => formatValue(cell, { ...words, format, type: column.type });
    const total = one.total ? rolledUp(table, { ...column, cells }, one.total) : null;
    const shown = totalOf({ cells, total, format }, words);
    return [
      {
        ...column,
        cells,
        format,
        heading,
        index,
        conditionalFormats,
        isNumber: column.type === "number",
        width:
          one.width ??
          widthOf([...cells.slice(0, sampled).map(textOf), shown ? `${shown.name} ${shown.text}` : ""], heading),
        range: conditionalFormats.some(({ kind }) => kind !== "rule") ? rangeOf(cells) : null,
        total,
      },
    ];
  });
}

function widthOf(texts: readonly string[], heading: string): number {
  const most = texts.reduce((width, text) => Math.max(width, textWidth(text)), textWidth(heading) + 14);
  // Cells are set a little larger than the 11 pixels that widths are told for.
  return Math.round(Math.min(widest, Math.max(narrowest, most * 1.2 + 28)));
}

/** A total as it is read: what kind of one it is, and its value in its column's own format. */
export interface GridTotal {
  readonly name: string;
  readonly text: string;
}

/** The totals row, if any column has one: null where there is none, and where the rows could not tell it. */
export function gridTotals(fields: readonly GridField[], words: DrawingWords): readonly (GridTotal | null)[] | null {
  if (!fields.some(({ total }) => total)) return null;
  return fields.map((field) => totalOf(field, words));
}

type Totalled = Pick<GridField, "cells" | "total" | "format">;

function totalOf({ cells, total, format }: Totalled, words: DrawingWords): GridTotal | null {
  const value = total && totalOfRows(total, cells.keys());
  if (!total || value === null || value === undefined) return null;
  const { by } = total;
  const counted = by === "count" ? { style: "number" as const, digits: 0 } : format;
  const name = words.say(typeof by === "string" ? totalSentences[by] : "total");
  return { name, text: formatValue(value, { ...words, format: counted }) };
}
