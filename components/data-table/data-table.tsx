"use client";
import { type ColumnDef, tableFeatures, useTable } from "@tanstack/react-table";
import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";
import { HeadCell } from "./head-cell";
import { type RowAction, RowMenu } from "./row-menu";
import { SelectAll, type Selection, SelectRow } from "./row-selection";
import { TablePages } from "./table-pages";
import { TableSearch } from "./table-search";

/** Nothing but columns and rows: searching, ordering and paging are the server's. */
export const features = tableFeatures({});

export type Column<Row extends object> = ColumnDef<typeof features, Row, never> & { readonly numeric?: boolean };

export interface DataTableProps<Row extends { readonly id: string }> {
  /** What the rows are, in words: names the table and its search box. */
  readonly label: string;
  // biome-ignore lint/suspicious/noExplicitAny: cells of one table have different value types
  readonly columns: readonly ColumnDef<typeof features, Row, any>[];
  /** Ids of columns whose cells are numbers and stand right. */
  readonly numeric?: readonly string[];
  readonly rows: readonly Row[];
  readonly total?: number;
  /** Whether `total` is where counting stopped. */
  readonly totalIsLeast?: boolean;
  readonly nextCursor?: string | null;
  readonly search?: boolean;
  /** Further filters beside the search box. */
  readonly filters?: ReactNode;
  /** What can be sorted by, by column id: the order to begin with, `name` or `-createdAt`. Stands in the address as `sort`. */
  readonly sorts?: Readonly<Record<string, string>>;
  /** The order of the list when the address names none. */
  readonly defaultSort?: string;
  /** Where the first column leads. */
  readonly href?: (row: Row) => string;
  readonly actions?: (row: Row) => readonly RowAction[];
  /** Shown when there is nothing at all. */
  readonly empty: ReactNode;
  /** Rows can be ticked, for what is done with several at once. */
  readonly selection?: Selection<Row> | undefined;
  /** True while a search or a filter is on: no rows then means no match. */
  readonly filtered?: boolean;
}

/** The one table of the portal: sticky header, rows of 40 pixels, search on the server, pages by cursor. */
export function DataTable<Row extends { readonly id: string }>(props: DataTableProps<Row>) {
  const { rows, label, filtered, search = true } = props;
  const bare = rows.length === 0 && !filtered;
  return (
    <div className={classes.frame}>
      {bare || !(search || props.filters) ? null : (
        <div className={classes.tools}>
          {search ? <TableSearch label={label} /> : null}
          {props.filters}
        </div>
      )}
      {bare ? props.empty : <Rows {...props} />}
      {bare ? null : (
        <TablePages
          label={label}
          count={rows.length}
          total={props.total}
          totalIsLeast={props.totalIsLeast ?? false}
          nextCursor={props.nextCursor ?? null}
        />
      )}
    </div>
  );
}

function Rows<Row extends { readonly id: string }>(props: DataTableProps<Row>) {
  const { columns, rows, href, actions, selection, numeric = [], sorts = {}, defaultSort = "" } = props;
  const table = useTable({ features, columns: columns as never, data: rows as Row[], getRowId: (row: Row) => row.id });
  const alignment = (id: string) => (numeric.includes(id) ? classes.numeric : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.scroll} aria-label={props.label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {selection ? <SelectAll selection={selection} /> : null}
              {group.headers.map((header) => (
                <HeadCell
                  key={header.id}
                  first={sorts[header.column.id]}
                  defaultSort={defaultSort}
                  className={alignment(header.column.id)}
                >
                  <table.FlexRender header={header} />
                </HeadCell>
              ))}
              {actions ? (
                <th scope="col" className={classes.menu}>
                  <span className={classes.hidden}>Actions</span>
                </th>
              ) : null}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {selection ? <SelectRow selection={selection} id={row.id} row={row.original} /> : null}
              {row.getAllCells().map((cell, index) => (
                <td key={cell.id} className={alignment(cell.column.id)}>
                  {index === 0 && href ? (
                    <Link className={classes.link} href={href(row.original)}>
                      <table.FlexRender cell={cell} />
                    </Link>
                  ) : (
                    <table.FlexRender cell={cell} />
                  )}
                </td>
              ))}
              {actions ? (
                <td className={classes.menu}>
                  <RowMenu actions={actions(row.original)} />
                </td>
              ) : null}
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={columns.length + 2} className={classes.nothing}>
                Nothing matches. Try fewer words or another filter.
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}
