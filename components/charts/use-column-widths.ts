import { useState } from "react";

/** Pixels of each column, from the first; null while nobody has chosen any. */
export type ColumnWidths = readonly number[] | null;

/**
 * What people chose for tables they have seen, until they leave the page. It stays out of the browser's storage, where
 * the names of columns would outlive the access to them.
 */
const kept = new Map<string, ColumnWidths>();

/** The widths that somebody gave to the columns of a table, also when it has been away in between. */
export function useColumnWidths(key: string): readonly [ColumnWidths, (widths: ColumnWidths) => void] {
  const [chosen, setChosen] = useState({ key, widths: kept.get(key) ?? null });
  const widths = chosen.key === key ? chosen.widths : (kept.get(key) ?? null);
  const choose = (next: ColumnWidths) => {
    kept.set(key, next);
    setChosen({ key, widths: next });
  };
  return [widths, choose];
}
