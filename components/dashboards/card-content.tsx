import type { CellValue } from "@/components/charts/data-table";
import type { CardView } from "@/lib/dashboards/card-schema";
import { CardBody } from "./card-body";
import type { CardLine, CardRows } from "./card-data";
import { CardSkeleton } from "./card-skeleton";
import type { ChosenValue } from "./dashboard-door";
import styles from "./dashboard-view.module.css";
import { ErrorBoundary } from "./error-boundary";
import { useWords } from "./messages/use-words";
import { reasonFor } from "./reason-for";

interface CardContentProps {
  readonly card: CardView;
  /** Undefined while it is on its way. */
  readonly line: CardLine | undefined;
  readonly onValue?: (chosen: ChosenValue) => void;
  readonly selected?: readonly { readonly column: string; readonly value: CellValue }[];
}

/** Text has no rows. */
const noRows: CardRows = { columns: [], data: [], rowCount: 0, truncated: false, asOf: "" };

/** A card's drawing, its skeleton, or one sentence about why there is none. */
export function CardContent({ card, line, onValue, selected }: CardContentProps) {
  const words = useWords();
  if (card.kind === "TEXT") return <CardBody card={card} rows={noRows} locale={words.locale} />;
  if (line === undefined) return <CardSkeleton kind={card.kind} />;
  if (line.error) return <p className={styles.sentence}>{reasonFor(line.error, words)}</p>;
  if (line.rowCount === 0) return <p className={styles.sentence}>{words.say("noData")}</p>;
  return (
    <ErrorBoundary fallback={<p className={styles.sentence}>{words.say("cannotDraw")}</p>}>
      <CardBody card={card} rows={line} locale={words.locale} onValue={onValue} selected={selected} />
    </ErrorBoundary>
  );
}
