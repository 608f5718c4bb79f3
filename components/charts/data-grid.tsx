import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumericCaseSensitive,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, useState } from "react";
import styles from "./charts.module.css";
import { type CellValue, type DataColumn, type DataTable, toNumber } from "./data-table";
import { formatValue, type ValueFormat } from "./format-value";

/** Rows that are in the page at first, and that each "Show more" adds. */
const rowsAtOnce = 100;

export interface GridColumn {
  readonly name: string;
  readonly label?: string;
  readonly format?: ValueFormat;
}

export interface DataGridProps {
  readonly table: DataTable;
  /** Which columns, in which order; all of them without it. */
  readonly columns?: readonly GridColumn[];
  readonly label: string;
  readonly locale: string;
}

type Row = readonly CellValue[];

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { text: sortFn_alphanumericCaseSensitive, basic: sortFn_basic },
});

/** Rows as rows: numbers right-aligned, a header that stays, sorted by a click on it. */
export function DataGrid({ table, columns, label, locale }: DataGridProps) {
  const [shown, setShown] = useState(rowsAtOnce);
  const fields = useMemo(() => fieldsOf(table, columns), [table, columns]);
  const definitions = useMemo(() => fields.map((field) => definitionOf(field, locale)), [fields, locale]);
  const data = useMemo(() => rowsOf(table), [table]);
  const grid = useTable({ features, columns: definitions, data });
  const rows = grid.getRowModel().rows;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.gridScroll} tabIndex={0} aria-label={label}>
      <table className={styles.grid}>
        <thead>
          {grid.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header, index) => (
                <th
                  key={header.id}
                  scope="col"
                  data-number={fields[index]?.isNumber}
                  aria-sort={sortWord(header.column.getIsSorted())}
                >
                  <button type="button" onClick={header.column.getToggleSortingHandler()}>
                    <grid.FlexRender header={header} />
                    <span className={styles.sortMark} aria-hidden="true">
                      {{ asc: "↑", desc: "↓" }[String(header.column.getIsSorted())] ?? ""}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell, index) => (
                <td key={cell.id} data-number={fields[index]?.isNumber}>
                  <grid.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <button type="button" className={styles.more} onClick={() => setShown(shown + rowsAtOnce)}>
          Show {Math.min(rowsAtOnce, rows.length - shown)} more of {rows.length - shown}
        </button>
      )}
    </section>
  );
}

interface Field extends DataColumn, GridColumn {
  readonly index: number;
  readonly isNumber: boolean;
}

/** A column that the table names and the rows do not have is left out: it may be one this viewer may not see. */
function fieldsOf(table: DataTable, columns: readonly GridColumn[] | undefined): readonly Field[] {
  const wanted = columns ?? table.columns;
  return wanted.flatMap((one) => {
    const index = table.columns.findIndex(({ name }) => name === one.name);
    const column = table.columns[index];
    return column ? [{ ...one, ...column, index, isNumber: column.type === "number" }] : [];
  });
}

function definitionOf(field: Field, locale: string): ColumnDef<typeof features, Row> {
  const { index, isNumber, name, label, format, type } = field;
  return {
    id: name,
    header: label ?? name.replaceAll("_", " "),
    accessorFn: (row) => (isNumber ? toNumber(row[index]) : (row[index] ?? null)),
    sortFn: isNumber ? "basic" : "text",
    sortUndefined: "last",
    cell: ({ row }) => formatValue(row.original[index], { locale, format, type }),
  };
}

function rowsOf({ data, rowCount }: DataTable): Row[] {
  return Array.from({ length: rowCount }, (_, row) => data.map((cells) => cells[row] ?? null));
}

function sortWord(sorted: false | "asc" | "desc"): "ascending" | "descending" | "none" {
  return sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none";
}
