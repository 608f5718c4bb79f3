import { SayContext } from "@/components/charts/drawing-words";
import type { OnValue, SelectedValue } from "@/components/charts/value-event";
import type { CardView } from "@/lib/dashboards/card-schema";
import { CardBody } from "./card-body";
import type { CardLine } from "./card-data";
import { CardSkeleton } from "./card-skeleton";
import styles from "./dashboard-view.module.css";
import { ErrorBoundary } from "./error-boundary";
import { useWords } from "./messages/use-words";
import { reasonFor } from "./reason-for";

interface CardContentProps {
  readonly card: CardView;
  /** Undefined while it is on its way. */
  readonly line: CardLine | undefined;
  readonly onValue?: OnValue;
  readonly selected?: readonly SelectedValue[];
}

/** A card's drawing, its skeleton, or one sentence about why there is none. */
export function CardContent({ card, line, onValue, selected }: CardContentProps) {
  const words = useWords();
  if (card.kind === "TEXT") {
    return (
      <SayContext value={words.say}>
        <CardBody card={card} rows={null} locale={words.locale} />
      </SayContext>
    );
  }
  if (line === undefined) return <CardSkeleton kind={card.kind} />;
  if (line.error) return <p className={styles.sentence}>{reasonFor(line.error, words)}</p>;
  if (line.rowCount === 0) return <p className={styles.sentence}>{words.say("noData")}</p>;
  return (
    <ErrorBoundary fallback={<p className={styles.sentence}>{words.say("cannotDraw")}</p>}>
      <SayContext value={words.say}>
        <CardBody card={card} rows={line} locale={words.locale} onValue={onValue} selected={selected} />
      </SayContext>
    </ErrorBoundary>
  );
}
