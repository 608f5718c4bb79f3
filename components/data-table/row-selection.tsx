"use client";
import { Checkbox } from "@mantine/core";
import classes from "./data-table.module.css";

/** Rows that can be chosen, for doing something with several at once. */
export interface Selection<Row> {
  /** Those of this page that can be chosen at all. */
  readonly ids: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Names a row's box. */
  readonly nameOf: (row: Row) => string;
}

interface SelectAllProps<Row> {
  readonly selection: Selection<Row>;
}

/** The box at the head: all of this page, or none. */
export function SelectAll<Row>({ selection: { ids, chosen, onChange } }: SelectAllProps<Row>) {
  const count = ids.filter((id) => chosen.includes(id)).length;
  return (
    <th scope="col" className={classes.select}>
      <Checkbox
        size="xs"
        aria-label="Choose all"
        checked={count > 0 && count === ids.length}
        indeterminate={count > 0 && count < ids.length}
        onChange={() => onChange(count === ids.length ? [] : ids)}
      />
    </th>
  );
}

interface SelectRowProps<Row> extends SelectAllProps<Row> {
  readonly id: string;
  readonly row: Row;
}

/** A row's box; empty where the row cannot be chosen. */
export function SelectRow<Row>({ selection: { ids, chosen, onChange, nameOf }, id, row }: SelectRowProps<Row>) {
  const isChosen = chosen.includes(id);
  return (
    <td className={classes.select}>
      {ids.includes(id) ? (
        <Checkbox
          size="xs"
          aria-label={`Choose ${nameOf(row)}`}
          checked={isChosen}
          onChange={() => onChange(isChosen ? chosen.filter((one) => one !== id) : [...chosen, id])}
        />
      ) : null}
    </td>
  );
}
