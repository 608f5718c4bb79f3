import type { PivotOptions } from "@/lib/dashboards/card-options";
import { type CellValue, type DataTable, findColumn, labelOf, type NamedCells, toNumber } from "./data-table";
import { dimensionText } from "./dimension-text";
import type { DrawingWords } from "./drawing-words";
import type { ValueFormat } from "./format-value";
import { addToTotal, beginTotal, finishTotal, type RolledUp, type RunningTotal, rolledUp } from "./rolled-up";
import { parseTime } from "./time-axis";

/** More groups than these help nobody, and would only slow the page down. */
export const mostRowGroups = 5_000;
export const mostColumnGroups = 200;

/** One heading of a pivot with those under it. */
interface Group {
  readonly cell: CellValue;
  readonly text: string;
  readonly children: Map<CellValue, Group>;
  /** Rows of the table that belong to it. */
  readonly rows: number[];
}

export interface PivotLine {
  readonly key: string;
  readonly text: string;
  /** 0 for the outermost heading. */
  readonly depth: number;
  /** A heading with lines under it, whose numbers are their sub-totals. */
  readonly isSubtotal: boolean;
  readonly cells: readonly (number | null)[];
  /** The rows of the table behind it. */
  readonly rows: readonly number[];
}

export interface PivotHeading {
  readonly key: string;
  readonly text: string;
  readonly span: number;
}

/** One column of numbers. */
export interface PivotColumn {
  readonly key: string;
  readonly text: string;
  readonly format?: ValueFormat;
  readonly isTotal: boolean;
}

export interface Pivot {
  /** What the lines are grouped by, from the outside in. */
  readonly rowLabels: readonly string[];
  /** The dimension that the lines at each depth belong to. */
  readonly rowColumns: readonly string[];
  /** Lines of headings above the columns. */
  readonly headings: readonly (readonly PivotHeading[])[];
  readonly columns: readonly PivotColumn[];
  readonly lines: readonly PivotLine[];
  /** The grand totals; null when none are wanted. */
  readonly total: readonly (number | null)[] | null;
  readonly rowGroups: number;
  readonly shownRowGroups: number;
  readonly columnGroups: number;
  readonly shownColumnGroups: number;
}

interface ValueColumn extends NamedCells {
  readonly how: RolledUp;
  readonly heading: string;
}

/**
 * Rows grouped down and across, with totals made from the rows themselves, so that the average of a group is that of
 * its rows and not of its averages; where the rows cannot tell one, it is left out. Null when the result lacks a column that the pivot names.
 */
export function buildPivot(table: DataTable, options: PivotOptions, words: DrawingWords): Pivot | null {
  const rowColumns = allOf(options.rowColumns.map((name) => findColumn(table, name)));
  const columnColumns = allOf(options.columnColumns.map((name) => findColumn(table, name)));
  const values = allOf(options.values.map((value) => valueColumn(table, value)));
  if (!rowColumns || !columnColumns || !values) return null;

  const rowTree = groupRows(table, rowColumns, words);
  const columnTree = groupRows(table, columnColumns, words);
  const leaves = leavesOf(columnTree, columnColumns.length);
  const shownLeaves = leaves.slice(0, mostColumnGroups);
  const leafOf = new Map(shownLeaves.flatMap(({ group }, index) => group.rows.map((row) => [row, index] as const)));
  const wantsTotals = options.totals ?? true;
  const hasColumnTotal = wantsTotals && columnColumns.length > 0 && leaves.length > 1;

  const cellsOf = (rows: readonly number[]): readonly (number | null)[] => {
    const slots = shownLeaves.length + (hasColumnTotal ? 1 : 0);
    const totals = Array.from({ length: slots }, () => values.map(({ how }) => beginTotal(how)));
    const addTo = (slot: readonly RunningTotal[] | undefined, row: number) =>
      slot?.forEach((total, place) => {
        const value = values[place];
        if (value) addToTotal(total, value.how, row);
      });
    for (const row of rows) {
      const leaf = leafOf.get(row);
      if (leaf !== undefined) addTo(totals[leaf], row);
      if (hasColumnTotal) addTo(totals[shownLeaves.length], row);
    }
    return totals.flatMap((slot) => values.map(({ how }, place) => finishTotal(slot[place] ?? beginTotal(how), how)));
  };

  const lines: PivotLine[] = [];
  const rowGroups = addLines(rowTree, 0, "", rowColumns.length, lines, cellsOf, wantsTotals);
  const all = Array.from({ length: table.rowCount }, (_, row) => row);
  return {
    rowLabels: rowColumns.map(labelOf),
    rowColumns: rowColumns.map(({ name }) => name),
    headings: headingsOf(shownLeaves, columnColumns.length, values.length, hasColumnTotal ? words.say("total") : null),
    columns: columnsOf(shownLeaves, values, hasColumnTotal),
    lines,
    total: wantsTotals ? cellsOf(all) : null,
    rowGroups,
    shownRowGroups: lines.length,
    columnGroups: leaves.length,
    shownColumnGroups: shownLeaves.length,
  };
}

/** The columns, or null when one of them is not there. */
function allOf<T>(columns: readonly (T | null)[]): readonly T[] | null {
  const found = columns.filter((column) => column !== null);
  return found.length === columns.length ? found : null;
}

function valueColumn(table: DataTable, value: PivotOptions["values"][number]): ValueColumn | null {
  const column = findColumn(table, value.column);
  if (!column) return null;
  const isCount = value.aggregation === "count";
  const format = value.format ?? (isCount ? { style: "number" as const, digits: 0 } : column.format);
  const how = rolledUp(table, column, value.aggregation);
  return { ...column, format, how, heading: value.label ?? labelOf(column) };
}

function groupRows(table: DataTable, columns: readonly NamedCells[], words: DrawingWords): Group {
  const textsOf = columns.map((column) => dimensionText(column, words));
  const root: Group = { cell: null, text: "", children: new Map(), rows: [] };
  for (let row = 0; row < table.rowCount; row += 1) {
    let group: Group = root;
    group.rows.push(row);
    for (const [place, column] of columns.entries()) {
      const cell = column.cells[row] ?? null;
      const child: Group = group.children.get(cell) ?? {
        cell,
        text: textsOf[place]?.(cell) ?? "",
        children: new Map(),
        rows: [],
      };
      group.children.set(cell, child);
      child.rows.push(row);
      group = child;
    }
  }
  sortGroups(root, columns, 0);
  return root;
}

/** Times and numbers in their own order, names in the order of the rows, which somebody may have chosen. */
function sortGroups(group: Group, columns: readonly NamedCells[], depth: number): void {
  const type = columns[depth]?.type;
  if (type === "date" || type === "timestamp" || type === "number") {
    const place = (cell: CellValue) =>
      (type === "number" ? toNumber(cell) : parseTime(cell)) ?? Number.POSITIVE_INFINITY;
    const sorted = [...group.children].sort(([a], [b]) => (place(a) === place(b) ? 0 : place(a) - place(b)));
    group.children.clear();
    for (const [cell, child] of sorted) group.children.set(cell, child);
  }
  for (const child of group.children.values()) sortGroups(child, columns, depth + 1);
}

interface Leaf {
  /** The headings from the outside in. */
  readonly path: readonly Group[];
  readonly group: Group;
}

function leavesOf(group: Group, depth: number, path: readonly Group[] = []): readonly Leaf[] {
  if (depth === 0) return [{ path, group }];
  return [...group.children.values()].flatMap((child) => leavesOf(child, depth - 1, [...path, child]));
}

/** Adds the lines of a group from the outside in, as many as there may be, and tells how many there are in all. */
function addLines(
  group: Group,
  depth: number,
  parentKey: string,
  depths: number,
  lines: PivotLine[],
  cellsOf: (rows: readonly number[]) => readonly (number | null)[],
  wantsTotals: boolean,
): number {
  let count = 0;
  for (const child of group.children.values()) {
    const key = `${parentKey}/${String(child.cell)}`;
    const isSubtotal = depth < depths - 1;
    count += 1;
    if (lines.length < mostRowGroups) {
      const cells = isSubtotal && !wantsTotals ? [] : cellsOf(child.rows);
      lines.push({ key, text: child.text, depth, isSubtotal, cells, rows: child.rows });
    }
    if (isSubtotal) count += addLines(child, depth + 1, key, depths, lines, cellsOf, wantsTotals);
  }
  return count;
}

function headingsOf(
  leaves: readonly Leaf[],
  depths: number,
  values: number,
  totalText: string | null,
): PivotHeading[][] {
  return Array.from({ length: depths }, (_, depth) => {
    const headings: { key: string; text: string; span: number; group: Group | undefined }[] = [];
    for (const { path } of leaves) {
      const group = path[depth];
      const last = headings.at(-1);
      if (last && last.group === group) last.span += values;
      else headings.push({ key: `${depth} ${headings.length}`, text: group?.text ?? "", span: values, group });
    }
    const total = { key: `${depth} total`, text: depth === 0 ? (totalText ?? "") : "", span: values };
    return [...headings.map(({ key, text, span }) => ({ key, text, span })), ...(totalText === null ? [] : [total])];
  });
}

function columnsOf(leaves: readonly Leaf[], values: readonly ValueColumn[], hasTotal: boolean): readonly PivotColumn[] {
  const slots = [
    ...leaves.map((_, index) => ({ name: String(index), isTotal: false })),
    ...(hasTotal ? [{ name: "total", isTotal: true }] : []),
  ];
  return slots.flatMap(({ name, isTotal }) =>
    values.map(({ heading, format }, place) => ({ key: `${name} ${place}`, text: heading, format, isTotal })),
  );
}

/** The lines that are left when those under collapsed groups are out of sight. */
export function openLines(lines: readonly PivotLine[], collapsed: ReadonlySet<string>): readonly PivotLine[] {
  let hiddenBelow = Number.POSITIVE_INFINITY;
  return lines.filter(({ key, depth }) => {
    if (depth > hiddenBelow) return false;
    hiddenBelow = collapsed.has(key) ? depth : Number.POSITIVE_INFINITY;
    return true;
  });
}
