import type { CellValue, ColumnType, DataTable } from "@/components/charts/data-table";

/** A table from columns, each with its type before its cells. */
export function tableOf(columns: Readonly<Record<string, readonly [ColumnType, readonly CellValue[]]>>): DataTable {
  const entries = Object.entries(columns);
  return {
    columns: entries.map(([name, [type]]) => ({ name, type })),
    data: entries.map(([, [, cells]]) => cells),
    rowCount: entries[0]?.[1][1].length ?? 0,
  };
}

/** Numbers between 0 and 1 that are the same at every run. */
export function steadyNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** The days from one on, as dates. */
export function daysFrom(first: string, count: number): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: count }, (_, day) => new Date(start + day * 86_400_000).toISOString().slice(0, 10));
}

/** The first days of months from one on, as dates. */
export function monthsFrom(year: number, month: number, count: number, step = 1): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index * step, 1)).toISOString().slice(0, 10),
  );
}
