import { type KeyboardEvent, type PointerEvent, useContext, useRef } from "react";
import styles from "./data-grid.module.css";
import { SayContext } from "./drawing-words";
import type { ColumnWidths } from "./use-column-widths";

export const narrowestColumn = 48;
export const widestColumn = 1_200;

/** What one press of an arrow key moves, in pixels; with Shift, a step for the last of it. */
const [keyStep, fineStep] = [16, 2];

interface ColumnHandleProps {
  readonly heading: string;
  /** The place of its column. */
  readonly index: number;
  /** In pixels, for those who cannot see it. */
  readonly width: number;
  readonly onWidths: (widths: ColumnWidths) => void;
}

/** The edge of a column: dragged, or moved with the arrow keys, it makes the column wider; a double click undoes it all. */
export function ColumnHandle({ heading, index, width, onWidths }: ColumnHandleProps) {
  const say = useContext(SayContext);
  const drag = useRef<{ x: number; widths: readonly number[] } | null>(null);
  const widen = (widths: readonly number[], by: number) =>
    onWidths(widths.map((one, place) => (place === index ? inBounds(one + by) : one)));
  const start = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, widths: shownWidths(event.currentTarget) };
  };
  const move = ({ clientX }: PointerEvent) => drag.current && widen(drag.current.widths, clientX - drag.current.x);
  const end = () => {
    drag.current = null;
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    widen(shownWidths(event.currentTarget), direction * (event.shiftKey ? fineStep : keyStep));
  };
  return (
    <hr
      className={styles.columnHandle}
      tabIndex={0}
      aria-label={say("columnWidth", { column: heading })}
      aria-orientation="vertical"
      aria-valuenow={Math.round(width)}
      aria-valuemin={narrowestColumn}
      aria-valuemax={widestColumn}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onWidths(null)}
      onKeyDown={press}
    />
  );
}

/** How wide all columns are now, so that those that nobody touches stay as they are. */
function shownWidths(handle: HTMLElement): readonly number[] {
  return [...(handle.closest("tr")?.children ?? [])].map((cell) => cell.getBoundingClientRect().width);
}

function inBounds(width: number): number {
  return Math.min(widestColumn, Math.max(narrowestColumn, Math.round(width)));
}
