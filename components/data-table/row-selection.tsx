"use client";
import { Checkbox } from "@mantine/core";
import classes from "./data-table.module.css";

export interface RowSelection<Row extends { readonly id: string }> {
  readonly selected: ReadonlySet<string>;
  readonly onChange: (selected: ReadonlySet<string>) => void;
  /** What a row is called, for who cannot see it. */
  readonly nameOf: (row: Row) => string;
}

/** Ticks all rows of the page, or none. */
export function SelectAll<Row extends { readonly id: string }>(props: {
  rows: readonly Row[];
  selection: RowSelection<Row>;
}) {
  const { rows, selection } = props;
  const all = rows.length > 0 && rows.every(({ id }) => selection.selected.has(id));
  const some = !all && rows.some(({ id }) => selection.selected.has(id));
  return (
    <th scope="col" className={classes.tick}>
      <Checkbox
        size="xs"
        aria-label="Select all on this page"
        checked={all}
        indeterminate={some}
        onChange={() => selection.onChange(new Set(all ? [] : rows.map(({ id }) => id)))}
      />
    </th>
  );
}

export function SelectRow<Row extends { readonly id: string }>(props: { row: Row; selection: RowSelection<Row> }) {
  const { row, selection } = props;
  const toggle = () => {
    const next = new Set(selection.selected);
    if (!next.delete(row.id)) next.add(row.id);
    selection.onChange(next);
  };
  return (
    <td className={classes.tick}>
      <Checkbox
        size="xs"
        aria-label={`Select ${selection.nameOf(row)}`}
        checked={selection.selected.has(row.id)}
        onChange={toggle}
      />
    </td>
  );
}
