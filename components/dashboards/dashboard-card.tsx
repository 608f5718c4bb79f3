import { type CSSProperties, memo, useState } from "react";
import type { OnValue, SelectedValue } from "@/components/charts/value-event";
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
  /** Makes the drawing interactive. Keep it the same function between renders. */
  readonly onValue?: OnValue;
  readonly selected?: readonly SelectedValue[];
}

/** One card in its place: title, then its drawing, its skeleton, or one sentence about why there is none. */
export const DashboardCard = memo(function DashboardCard(props: DashboardCardProps) {
  const { card, line, isStale, locale, onValue, selected } = props;
  const [asTable, setAsTable] = useState(false);
  const isText = card.kind === "TEXT";
  const isDrawing = card.kind !== "NUMBER" && card.kind !== "TABLE" && card.kind !== "TEXT";
  const hasRows = line !== undefined && !line.error && line.rowCount > 0;
  // A table of the same rows, for whoever wants the numbers behind a drawing.
  const shown: CardView = asTable && isDrawing ? { ...card, kind: "TABLE", options: {} } : card;
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
      data-state={isText || hasRows ? "ready" : line === undefined ? "loading" : line.error ? "error" : "empty"}
      data-stale={isStale}
      data-card-id={card.id}
      aria-labelledby={card.title === "" ? undefined : titleId}
      aria-busy={!isText && (line === undefined || isStale)}
    >
      <header className={styles.cardHeader} hidden={card.title === "" && !isDrawing}>
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
        {isText ? (
          <ErrorBoundary fallback={<p className={styles.sentence}>This text cannot be shown.</p>}>
            <CardBody card={card} rows={null} locale={locale} />
          </ErrorBoundary>
        ) : line === undefined ? (
          <CardSkeleton kind={card.kind} />
        ) : line.error ? (
          <p className={styles.sentence}>{reasonFor(line.error)}</p>
        ) : hasRows ? (
          <ErrorBoundary fallback={<p className={styles.sentence}>This card cannot be drawn.</p>}>
            <CardBody card={shown} rows={line} locale={locale} onValue={onValue} selected={selected} />
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
