import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import type { PivotOptions } from "@/lib/dashboards/card-options";
import { buildPivot, type Pivot, type PivotLine } from "./build-pivot";
import { moveCellFocus } from "./cell-focus";
import { chartSentences } from "./chart-sentences";
import { CopyRows } from "./copy-rows-button";
import styles from "./data-grid.module.css";
import { formatValue } from "./format-value";
import { NoColumns } from "./no-columns";
import { textWidth } from "./text-width";
import { type DrawingProps, selectionOf, valueEvent } from "./value-event";

export interface PivotGridProps extends DrawingProps {
  readonly options: PivotOptions;
}

/** The height of a line in pixels, as the style sheet has it. */
const lineHeight = 31;

/** Values grouped down and across, with totals and sub-totals; headings stay in sight, only lines in sight are in the page. */
export function PivotGrid({ options, ...drawing }: PivotGridProps) {
  const { table, label, locale, onValue } = drawing;
  const pivot = useMemo(() => buildPivot(table, options, locale), [table, options, locale]);
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: pivot?.lines.length ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    initialRect: { width: 600, height: 400 },
  });
  if (!pivot) return <NoColumns />;
  const items = virtual.getVirtualItems();
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)];
  const { first, others } = widthsOf(pivot, locale);
  const span = pivot.columns.length + 1;
  return (
    <div className={styles.gridFrame} data-chart="pivot">
      <section
        className={styles.gridScroll}
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={label}
        onKeyDown={onValue && moveCellFocus}
      >
        <table
          className={`${styles.grid} ${styles.pivot}`}
          style={{ minWidth: first + others * pivot.columns.length }}
          aria-rowcount={pivot.lines.length}
        >
          <colgroup>
            <col style={{ width: first }} />
            {pivot.columns.map(({ key }) => (
              <col key={key} style={{ width: others }} />
            ))}
          </colgroup>
          <PivotHead pivot={pivot} showValues={options.values.length > 1 || pivot.headings.length === 0} />
          <tbody>
            {before > 0 && <Gap height={before} span={span} />}
            {items.map(({ index }, position) => {
              const line = pivot.lines[index];
              return line ? (
                <Line key={line.key} line={line} pivot={pivot} index={index} isFirst={position === 0} {...drawing} />
              ) : null;
            })}
            {after > 0 && <Gap height={after} span={span} />}
          </tbody>
          {pivot.total && (
            <tfoot>
              <tr>
                <th scope="row">Total</th>
                {pivot.columns.map(({ key, format }, index) => (
                  <td key={key} data-number="true">
                    {cellText(pivot.total?.[index] ?? null, locale, format)}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      <PivotNotes pivot={pivot} locale={locale} />
      <CopyRows
        header={[pivot.rowLabels.join(" / "), ...columnHeadings(pivot)]}
        rows={() => pivot.lines.map((line) => [line.text, ...line.cells])}
      />
    </div>
  );
}

function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr className={styles.gap}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

function PivotHead({ pivot, showValues }: { pivot: Pivot; showValues: boolean }) {
  const levels = pivot.headings.length + (showValues ? 1 : 0);
  const corner = (
    <th scope="col" rowSpan={levels} className={styles.pivotCorner}>
      {pivot.rowLabels.join(" / ")}
    </th>
  );
  const top = (level: number) => ({ top: level * lineHeight });
  return (
    <thead>
      {pivot.headings.map((headings, level) => (
        <tr key={headings[0]?.key ?? level}>
          {level === 0 && corner}
          {headings.map(({ key, text, span }) => (
            <th key={key} scope="colgroup" colSpan={span} style={top(level)} data-number="true" title={text}>
              {text}
            </th>
          ))}
        </tr>
      ))}
      {showValues && (
        <tr>
          {pivot.headings.length === 0 && corner}
          {pivot.columns.map(({ key, text }) => (
            <th key={key} scope="col" style={top(pivot.headings.length)} data-number="true" title={text}>
              {text}
            </th>
          ))}
        </tr>
      )}
    </thead>
  );
}

interface LineProps extends DrawingProps {
  readonly line: PivotLine;
  readonly pivot: Pivot;
  readonly index: number;
  readonly isFirst: boolean;
}

function Line({ line, pivot, index, isFirst, table, locale, onValue, selected }: LineProps) {
  const isChosen = selectionOf(table, selected);
  const column = pivot.rowColumns[line.depth] ?? "";
  const choose = () => {
    const event = valueEvent(table, line.rows, column);
    if (event) onValue?.(event);
  };
  return (
    <tr
      data-subtotal={line.isSubtotal}
      aria-rowindex={index + 1}
      data-dimmed={isChosen !== null && !line.rows.some(isChosen)}
    >
      <th scope="row" style={{ paddingLeft: 16 + line.depth * 16 }} title={line.text}>
        {onValue ? (
          <button
            type="button"
            className={styles.cellButton}
            data-cell={`${index}:0`}
            tabIndex={isFirst ? 0 : -1}
            onClick={choose}
          >
            {line.text}
          </button>
        ) : (
          line.text
        )}
      </th>
      {pivot.columns.map(({ key, format, isTotal }, place) => (
        <td key={key} data-number="true" data-total={isTotal}>
          {cellText(line.cells[place] ?? null, locale, format)}
        </td>
      ))}
    </tr>
  );
}

function PivotNotes({ pivot, locale }: { pivot: Pivot; locale: string }) {
  const { rowGroups, shownRowGroups, columnGroups, shownColumnGroups } = pivot;
  const notes = [
    ...(shownRowGroups < rowGroups ? [chartSentences.onlyGroups(shownRowGroups, rowGroups, "rows", locale)] : []),
    ...(shownColumnGroups < columnGroups
      ? [chartSentences.onlyGroups(shownColumnGroups, columnGroups, "columns", locale)]
      : []),
  ];
  return notes.map((note) => (
    <p key={note} className={styles.gridNote}>
      {note}
    </p>
  ));
}

/** Nothing to add up is an empty place, not a dash in every second cell. */
function cellText(value: number | null, locale: string, format: Pivot["columns"][number]["format"]): string {
  return value === null ? "" : formatValue(value, { locale, format, type: "number" });
}

function columnHeadings(pivot: Pivot): readonly string[] {
  const levels = pivot.headings.map((headings) => headings.flatMap(({ text, span }) => Array<string>(span).fill(text)));
  return pivot.columns.map(({ text }, index) => [...levels.map((level) => level[index] ?? ""), text].join(" "));
}

function widthsOf(pivot: Pivot, locale: string) {
  const most = (texts: readonly string[]) => texts.reduce((width, text) => Math.max(width, textWidth(text)), 0);
  const lines = pivot.lines.slice(0, 200);
  const first = most([
    pivot.rowLabels.join(" / "),
    ...lines.map(({ text, depth }) => `${"  ".repeat(depth * 3)}${text}`),
  ]);
  const numbers = [pivot.total ?? [], ...lines.map(({ cells }) => cells)].flatMap((cells) =>
    cells.slice(0, 60).map((cell, index) => cellText(cell, locale, pivot.columns[index]?.format)),
  );
  const headings = pivot.headings.at(-1)?.map(({ text }) => text) ?? [];
  const names = pivot.columns.slice(0, 12).map(({ text }) => text);
  const others = most([...numbers, ...headings.slice(0, 60), ...names]);
  return { first: Math.min(300, first * 1.2 + 32), others: Math.round(Math.min(220, Math.max(64, others * 1.2 + 26))) };
}
