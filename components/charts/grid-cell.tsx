import type { CSSProperties } from "react";
import { type CellLook, lookOf } from "./conditional-format";
import styles from "./data-grid.module.css";
import type { CellValue } from "./data-table";
import type { DrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import type { GridField } from "./grid-fields";

interface GridCellProps {
  readonly field: GridField;
  readonly value: CellValue;
  readonly words: DrawingWords;
  /** `row:column`, for the arrow keys. */
  readonly place: string;
  readonly isTabStop: boolean;
  readonly onChoose?: (value: CellValue) => void;
}

/** One value with the look that the formats of its column give it. */
export function GridCell({ field, value, words, place, isTabStop, onChoose }: GridCellProps) {
  const { format, type, isNumber, conditionalFormats, range } = field;
  const text = formatValue(value, { ...words, format, type });
  const look = conditionalFormats.length > 0 ? lookOf(value, conditionalFormats, range) : {};
  return (
    <td data-number={isNumber} data-tone={look.tone} style={styleOf(look)} title={text.length > 40 ? text : undefined}>
      {look.bar && <Bar bar={look.bar} />}
      {onChoose ? (
        <button
          type="button"
          className={styles.cellButton}
          data-cell={place}
          tabIndex={isTabStop ? 0 : -1}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ) : (
        <span className={styles.cellText}>{text}</span>
      )}
    </td>
  );
}

function styleOf({ shade }: CellLook): CSSProperties | undefined {
  return shade === undefined
    ? undefined
    : { background: `color-mix(in oklab, var(--bhi-accent) ${shade}%, var(--bhi-surface))` };
}

function Bar({ bar: { from, to, isNegative } }: { bar: NonNullable<CellLook["bar"]> }) {
  const place = { left: `${from * 100}%`, width: `${(to - from) * 100}%` };
  return (
    <span className={styles.cellBarTrack} aria-hidden="true">
      <span className={styles.cellBar} data-negative={isNegative} style={place} />
    </span>
  );
}
