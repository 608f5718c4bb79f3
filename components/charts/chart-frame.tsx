import type { ReactNode, Ref } from "react";
import styles from "./charts.module.css";
import { HiddenTable } from "./hidden-table";
import { Legend, type LegendEntry } from "./legend";
import type { DrawingProps } from "./value-event";

interface ChartFrameProps extends DrawingProps {
  /** Which kind of drawing it is. */
  readonly kind: string;
  readonly legend?: readonly LegendEntry[];
  /** What the drawing cannot show, in words. */
  readonly notes?: readonly string[];
  /** Measures the room of the drawing. */
  readonly plot: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

/** What every chart has around its drawing: a name, a legend, notes, and the rows behind it for those who cannot see it. */
export function ChartFrame({ kind, label, legend = [], notes = [], plot, children, ...drawing }: ChartFrameProps) {
  return (
    <figure className={styles.chart} aria-label={label} data-chart={kind}>
      <Legend entries={legend} />
      <div className={styles.plot} aria-hidden="true" ref={plot} data-interactive={drawing.onValue !== undefined}>
        {children}
      </div>
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <HiddenTable label={label} {...drawing} />
    </figure>
  );
}
