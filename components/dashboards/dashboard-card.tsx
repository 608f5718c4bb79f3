import { type CSSProperties, memo, useState } from "react";
import type { CardView } from "@/lib/dashboards/card-schema";
import { CardBody } from "./card-body";
import type { CardError, CardLine } from "./card-data";
import { CardSkeleton } from "./card-skeleton";
import styles from "./dashboard-view.module.css";
import { ErrorBoundary } from "./error-boundary";

export interface DashboardCardProps {
  readonly card: CardView;
  /** Undefined while it is on its way. */
  readonly line: CardLine | undefined;
  /** The line belongs to filters that have changed since. */
  readonly isStale: boolean;
  readonly locale: string;
}

/** One card in its place: title, then its drawing, its skeleton, or one sentence about why there is none. */
export const DashboardCard = memo(function DashboardCard({ card, line, isStale, locale }: DashboardCardProps) {
  const [asTable, setAsTable] = useState(false);
  const isDrawing = card.kind !== "NUMBER" && card.kind !== "TABLE";
  const hasRows = line !== undefined && !line.error && line.rowCount > 0;
  // A table of the same rows, for whoever wants the numbers behind a drawing.
  const shown: CardView = asTable && isDrawing ? { interactions: [], ...card, kind: "TABLE", options: {} } : card;
  const titleId = `card-${card.id}`;
  const { x, y, width, height } = card.layout;
  // Names of our own, so that the style sheet can leave the wide grid on narrow screens.
  const place = {
    "--place-column": `${x + 1} / span ${width}`,
    "--place-row": `${y + 1} / span ${height}`,
  } as CSSProperties;
  return (
    <section
      className={styles.card}
      style={place}
      data-kind={shown.kind.toLowerCase()}
      data-state={line === undefined ? "loading" : line.error ? "error" : hasRows ? "ready" : "empty"}
      data-stale={isStale}
      data-card-id={card.id}
      aria-labelledby={titleId}
      aria-busy={line === undefined || isStale}
    >
      <header className={styles.cardHeader}>
        <h3 id={titleId} title={card.description || undefined}>
          {card.title}
        </h3>
        {isDrawing && hasRows && (
          <button
            type="button"
            className={styles.toggle}
            aria-pressed={asTable}
            title={asTable ? "Show the chart" : "Show the data"}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? "Chart" : "Data"}
          </button>
        )}
      </header>
      <div className={styles.cardBody}>
        {line === undefined ? (
          <CardSkeleton kind={card.kind} />
        ) : line.error ? (
          <p className={styles.sentence}>{reasonFor(line.error)}</p>
        ) : hasRows ? (
          <ErrorBoundary fallback={<p className={styles.sentence}>This card cannot be drawn.</p>}>
            <CardBody card={shown} rows={line} locale={locale} />
          </ErrorBoundary>
        ) : (
          <p className={styles.sentence}>No data.</p>
        )}
      </div>
      {hasRows && line.truncated && (
        <footer className={styles.cardFooter}>
          Only the first {line.rowCount.toLocaleString(locale)} rows are shown.
        </footer>
      )}
    </section>
  );
});

const sentences: Readonly<Record<string, string>> = {
  query_timeout: "This took too long and was stopped.",
  data_source_unavailable: "The data source cannot be reached right now.",
  rate_limited: "Too much at once. Try again in a minute.",
  offline: "There is no connection.",
};

/** A refusal says itself why; what is nobody's fault is said in our own words. */
function reasonFor({ code, message }: CardError): string {
  return sentences[code] ?? (message.endsWith(".") ? message : `${message}.`);
}
