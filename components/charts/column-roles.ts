import { type DataTable, findColumn, type NamedCells } from "./data-table";

/** What the columns of a result are good for, each list in the order of the result. */
export interface ColumnRoles {
  readonly times: readonly string[];
  /** Names, truths and numbers that name something, such as an hour or a year. */
  readonly categories: readonly string[];
  /** Numbers to draw. */
  readonly measures: readonly string[];
}

const ordinal = /(^|_)(year|quarter|month|week|day|hour|weekday|minute)s?$/i;
const identifier = /(^|_)(id|uuid|key|code|zip|zipcode|postcode)$/i;

/** Tells times, categories and measures apart by type, and numbers that only name something by their column's name. */
export function columnRoles(table: DataTable): ColumnRoles {
  const times: string[] = [];
  const categories: string[] = [];
  const measures: string[] = [];
  for (const { name, type } of table.columns) {
    if (type === "date" || type === "timestamp") times.push(name);
    else if (type === "number") (ordinal.test(name) || identifier.test(name) ? categories : measures).push(name);
    else if (type !== "json") categories.push(name);
  }
  // A lone number is a measure, whatever it is called.
  if (measures.length === 0 && table.columns.length === 1 && table.columns[0]?.type === "number") {
    return { times, categories: [], measures: categories };
  }
  return { times, categories, measures };
}

/** How many different values a column has. */
export function distinctCount(table: DataTable, name: string): number {
  return new Set(findColumn(table, name)?.cells ?? []).size;
}

/** Whether a column's values are too long to stand beside one another under an axis. */
export function hasLongNames({ cells }: Pick<NamedCells, "cells">): boolean {
  const lengths = [...new Set(cells)].slice(0, 100).map((cell) => String(cell ?? "").length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.length > 1 && (total > 90 || lengths.some((length) => length > 24));
}
