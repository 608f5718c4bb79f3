import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { PivotOptions } from "@/lib/dashboards/card-options";
import { buildPivot, openLines, type Pivot, type PivotLine } from "./build-pivot";
import { moveCellFocus } from "./cell-focus";
import { CopyRows } from "./copy-rows-button";
import styles from "./data-grid.module.css";
import { type DrawingWords, firstOf, useDrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import { NoColumns } from "./no-columns";
import { textWidth } from "./text-width";
import { type DrawingProps, selectionOf, valueEvent } from "./value-event";

export interface PivotGridProps extends DrawingProps {
  readonly options: PivotOptions;
}

const noGroups: ReadonlySet<string> = new Set();

/** The height of a line in pixels, as the style sheet has it. */
const lineHeight = 31;

/** Values grouped down and across, with totals and sub-totals; headings stay in sight, only lines in sight are in the page. */
export function PivotGrid({ options, ...drawing }: PivotGridProps) {
  const { table, label, locale, onValue } = drawing;
  const words = useDrawingWords(locale);
  const pivot = useMemo(() => buildPivot(table, options, words), [table, options, words]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(noGroups);
  const lines = useMemo(() => openLines(pivot?.lines ?? [], collapsed), [pivot, collapsed]);
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    initialRect: { width: 600, height: 400 },
  });
  if (!pivot) return <NoColumns />;
  const toggle = (key: string) =>
    setCollapsed(new Set(collapsed.has(key) ? [...collapsed].filter((one) => one !== key) : [...collapsed, key]));
  const items = virtual.getVirtualItems();
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)];
  const { first, others } = widthsOf(pivot, words);
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
          aria-rowcount={lines.length}
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
              const line = lines[index];
              return line ? (
                <Line
                  key={line.key}
                  line={line}
                  pivot={pivot}
                  index={index}
                  isFirst={position === 0}
                  isOpen={!collapsed.has(line.key)}
                  onToggle={toggle}
                  {...drawing}
                />
              ) : null;
            })}
            {after > 0 && <Gap height={after} span={span} />}
          </tbody>
          {pivot.total && (
            <tfoot>
              <tr>
                <th scope="row">{words.say("total")}</th>
                {pivot.columns.map(({ key, format }, index) => (
                  <td key={key} data-number="true">
                    {cellText(pivot.total?.[index] ?? null, words, format)}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      <PivotNotes pivot={pivot} words={words} />
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
  readonly isOpen: boolean;
  readonly onToggle: (key: string) => void;
}

function Line({ line, pivot, index, isFirst, isOpen, onToggle, table, locale, onValue, selected }: LineProps) {
  const words = useDrawingWords(locale);
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
      <th scope="row" style={{ paddingLeft: indentOf(line, pivot) }} title={line.text}>
        {line.isSubtotal && (
          <button
            type="button"
            className={styles.groupToggle}
            aria-expanded={isOpen}
            aria-label={words.say(isOpen ? "collapseGroup" : "expandGroup", { name: line.text })}
            onClick={() => onToggle(line.key)}
          >
            <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span>
          </button>
        )}
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
          {cellText(line.cells[place] ?? null, words, format)}
        </td>
      ))}
    </tr>
  );
}

/** Lines without a button of their own begin where the name of their group does. */
function indentOf({ depth, isSubtotal }: PivotLine, { rowColumns }: Pivot): number {
  return 16 + depth * 16 + (rowColumns.length > 1 && !isSubtotal ? 16 : 0);
}

function PivotNotes({ pivot, words }: { pivot: Pivot; words: DrawingWords }) {
  const { rowGroups, shownRowGroups, columnGroups, shownColumnGroups } = pivot;
  const notes = [
    ...(shownRowGroups < rowGroups ? [firstOf("firstRowGroups", shownRowGroups, rowGroups, words)] : []),
    ...(shownColumnGroups < columnGroups ? [firstOf("firstColumnGroups", shownColumnGroups, columnGroups, words)] : []),
  ];
  return notes.map((note) => (
    <p key={note} className={styles.gridNote}>
      {note}
    </p>
  ));
}

/** Nothing to add up is an empty place, not a dash in every second cell. */
function cellText(value: number | null, words: DrawingWords, format: Pivot["columns"][number]["format"]): string {
  return value === null ? "" : formatValue(value, { ...words, format, type: "number" });
}

function columnHeadings(pivot: Pivot): readonly string[] {
  const levels = pivot.headings.map((headings) => headings.flatMap(({ text, span }) => Array<string>(span).fill(text)));
  return pivot.columns.map(({ text }, index) => [...levels.map((level) => level[index] ?? ""), text].join(" "));
}

function widthsOf(pivot: Pivot, words: DrawingWords) {
  const most = (texts: readonly string[]) => texts.reduce((width, text) => Math.max(width, textWidth(text)), 0);
  const lines = pivot.lines.slice(0, 200);
  const first = most([
    pivot.rowLabels.join(" / "),
    ...lines.map(({ text, depth }) => `${"  ".repeat(depth * 3)}${text}`),
  ]);
  const numbers = [pivot.total ?? [], ...lines.map(({ cells }) => cells)].flatMap((cells) =>
    cells.slice(0, 60).map((cell, index) => cellText(cell, words, pivot.columns[index]?.format)),
  );
  const headings = pivot.headings.at(-1)?.map(({ text }) => text) ?? [];
  const names = pivot.columns.slice(0, 12).map(({ text }) => text);
  const others = most([...numbers, ...headings.slice(0, 60), ...names]);
  return {
    first: Math.min(300, first * 1.2 + (pivot.rowColumns.length > 1 ? 50 : 32)),
    others: Math.round(Math.min(220, Math.max(64, others * 1.2 + 26))),
  };
}
