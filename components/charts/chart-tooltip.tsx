import { useContext } from "react";
import styles from "./charts.module.css";
import { SayContext } from "./drawing-words";
import type { Size } from "./use-size";

export interface TooltipLine {
  readonly name: string;
  readonly text: string;
  /** Left out where a line of a tooltip stands for no mark of its own. */
  readonly color?: string;
}

/** So many values are told at once; more would cover the chart. */
const mostLines = 12;

interface ChartTooltipProps {
  readonly title: string;
  readonly lines: readonly TooltipLine[];
  /** What it belongs to, in pixels of the drawing. */
  readonly x: number;
  readonly y: number;
  readonly size: Size;
}

/** What the pointer is at, with exact values, beside it and never beyond the drawing's far half. */
export function ChartTooltip({ title, lines, x, y, size }: ChartTooltipProps) {
  const say = useContext(SayContext);
  const isRight = x > size.width / 2;
  const isLow = y > size.height / 2;
  const place = {
    [isRight ? "right" : "left"]: (isRight ? size.width - x : x) + 12,
    [isLow ? "bottom" : "top"]: isLow ? Math.max(0, size.height - y - 12) : Math.max(0, y - 12),
  };
  return (
    <div className={styles.tooltip} style={place}>
      {title !== "" && <p className={styles.tooltipTitle}>{title}</p>}
      {lines.slice(0, mostLines).map(({ name, text, color }) => (
        <p key={name} className={styles.tooltipLine}>
          {color && <span className={styles.swatch} style={{ background: color }} />}
          <span className={styles.tooltipName}>{name}</span>
          <span className={styles.tooltipValue}>{text}</span>
        </p>
      ))}
      {lines.length > mostLines && (
        <p className={styles.tooltipTitle}>{say("andMore", { count: lines.length - mostLines })}</p>
      )}
    </div>
  );
}
