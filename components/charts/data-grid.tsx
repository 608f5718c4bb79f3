import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { sum } from "d3-array";
import { useContext, useMemo, useRef } from "react";
import type { TableOptions } from "@/lib/dashboards/card-options";
import { moveCellFocus } from "./cell-focus";
import { ColumnHandle } from "./column-handle";
import { CopyRows } from "./copy-rows-button";
import styles from "./data-grid.module.css";
import type { CellValue, DataTable } from "./data-table";
import { SayContext, useDrawingWords } from "./drawing-words";
import { GridCell } from "./grid-cell";
import { type GridColumn, type GridField, type GridTotal, gridFields, gridTotals } from "./grid-fields";
import { compareCells } from "./sort-cells";
import { useColumnWidths } from "./use-column-widths";
import { commonRow, type DrawingProps, selectionOf } from "./value-event";

export interface DataGridProps extends DrawingProps {
  /** Which columns, in which order; all of them without it. */
  readonly columns?: readonly GridColumn[];
  /** How rows stand at first. */
  readonly sort?: TableOptions["sort"];
}

interface Row {
  /** Its place in the data. */
  readonly index: number;
  readonly cells: readonly CellValue[];
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** The height of a row in pixels, as the style sheet has it. */
const rowHeight = 35;

/** Rows as rows, only those in sight in the page: numbers right-aligned, a header that stays, sorted by a click on it. */
export function DataGrid({ table, columns, sort, label, locale, onValue, selected }: DataGridProps) {
  const words = useDrawingWords(locale);
  const fields = useMemo(() => gridFields(table, columns, words), [table, columns, words]);
  const totals = useMemo(() => gridTotals(fields, words), [fields, words]);
  const definitions = useMemo(() => fields.map((field) => definitionOf(field, locale)), [fields, locale]);
  const data = useMemo(() => rowsOf(table), [table]);
  const sorting: SortingState = sort ? [{ id: sort.column, desc: sort.direction === "descending" }] : [];
  const grid = useTable({ features, columns: definitions, data, initialState: { sorting } });
  const rows = grid.getRowModel().rows;
  const isChosen = useMemo(() => selectionOf(table, selected), [table, selected]);
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // Before the room is measured, as on the first paint.
    initialRect: { width: 600, height: 400 },
  });
  const items = virtual.getVirtualItems();
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)];
  const [chosenWidths, setWidths] = useColumnWidths(JSON.stringify([label, fields.map(({ name }) => name)]));
  const widths = chosenWidths ?? fields.map((field) => field.width);
  const width = sum(widths);
  return (
    <div className={styles.gridFrame} data-chart="table">
      <section
        className={styles.gridScroll}
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={label}
        onKeyDown={onValue && moveCellFocus}
      >
        <table
          className={styles.grid}
          style={chosenWidths ? { width } : { minWidth: width }}
          aria-rowcount={rows.length + 1}
        >
          <colgroup>
            {fields.map(({ name }, index) => (
              <col key={name} style={{ width: widths[index] }} />
            ))}
          </colgroup>
          <thead>
            {grid.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map((header, index) => (
                  <th
                    key={header.id}
                    scope="col"
                    data-number={fields[index]?.isNumber}
                    aria-sort={sortWord(header.column.getIsSorted())}
                    title={fields[index]?.heading}
                    aria-label={fields[index]?.heading}
                  >
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      <grid.FlexRender header={header} />
                      <span className={styles.sortMark} aria-hidden="true">
                        {{ asc: "↑", desc: "↓" }[String(header.column.getIsSorted())] ?? ""}
                      </span>
                    </button>
                    <ColumnHandle
                      heading={fields[index]?.heading ?? ""}
                      index={index}
                      width={widths[index] ?? 0}
                      onWidths={setWidths}
                    />
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {before > 0 && <Gap height={before} />}
            {items.map((item, position) => {
              const row = rows[item.index]?.original;
              if (!row) return null;
              return (
                <tr
                  key={row.index}
                  aria-rowindex={item.index + 2}
                  data-dimmed={isChosen !== null && !isChosen(row.index)}
                >
                  {fields.map((field, column) => (
                    <GridCell
                      key={field.name}
                      field={field}
                      value={row.cells[field.index] ?? null}
                      words={words}
                      place={`${item.index}:${column}`}
                      isTabStop={position === 0 && column === 0}
                      onChoose={
                        onValue &&
                        ((value) => onValue({ column: field.name, value, row: commonRow(table, [row.index]) }))
                      }
                    />
                  ))}
                </tr>
              );
            })}
            {after > 0 && <Gap height={after} />}
          </tbody>
          {totals && <Totals fields={fields} totals={totals} />}
        </table>
      </section>
      <CopyRows
        header={fields.map(({ heading }) => heading)}
        rows={() => rows.map(({ original }) => fields.map(({ index }) => original.cells[index] ?? null))}
      />
    </div>
  );
}

/** Stands for the rows that are out of sight. */
function Gap({ height }: { height: number }) {
  return (
    <tr className={styles.gap}>
      <td style={{ height }} />
    </tr>
  );
}

function Totals({ fields, totals }: { fields: readonly GridField[]; totals: readonly (GridTotal | null)[] }) {
  const say = useContext(SayContext);
  return (
    <tfoot>
      <tr>
        {fields.map(({ name, total, isNumber }, index) => (
          <td key={name} data-number={isNumber || total !== null}>
            {totals[index] && <span className={styles.totalName}>{totals[index].name} </span>}
            {totals[index]?.text ?? (index === 0 ? say("total") : "")}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

function definitionOf({ name, index, heading, type }: GridField, locale: string): ColumnDef<typeof features, Row> {
  return {
    id: name,
    header: heading,
    accessorFn: ({ cells }) => cells[index] ?? undefined,
    sortFn: (a, b) => compareCells(a.original.cells[index] ?? null, b.original.cells[index] ?? null, type, locale),
    sortUndefined: "last",
  };
}

function rowsOf({ data, rowCount }: DataTable): Row[] {
  return Array.from({ length: rowCount }, (_, index) => ({ index, cells: data.map((cells) => cells[index] ?? null) }));
}

function sortWord(sorted: false | "asc" | "desc"): "ascending" | "descending" | "none" {
  return sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none";
}
