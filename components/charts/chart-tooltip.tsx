import styles from "./charts.module.css";

export interface TooltipLine {
  readonly name: string;
  readonly text: string;
  readonly color: string;
}

/** What the pointer is at, with exact values. */
export function ChartTooltip({ title, lines }: { title: string; lines: readonly TooltipLine[] }) {
  return (
    <div className={styles.tooltip}>
      {title !== "" && <p className={styles.tooltipTitle}>{title}</p>}
      {lines.map(({ name, text, color }) => (
        <p key={name} className={styles.tooltipLine}>
          <span className={styles.swatch} style={{ background: color }} />
          <span className={styles.tooltipName}>{name}</span>
          <span className={styles.tooltipValue}>{text}</span>
        </p>
      ))}
    </div>
  );
}
