import { type CSSProperties, memo, useRef, useState } from "react";
import type { SelectedValue, ValueEvent } from "@/components/charts/value-event";
import type { CardView } from "@/lib/dashboards/card-schema";
import { CardContent } from "./card-content";
import type { CardLine } from "./card-data";
import { CardMenu } from "./card-menu";
import styles from "./dashboard-view.module.css";
import type { Anchor } from "./floating";
import type { MenuItem } from "./menu";
import { useWords } from "./messages/use-words";
import { phonePlace } from "./phone-order";
import { Sheet } from "./sheet";

export interface DashboardCardProps {
  readonly card: CardView;
  /** Undefined while it is on its way. */
  readonly line: CardLine | undefined;
  /** The line belongs to filters that have changed since. */
  readonly isStale: boolean;
  /** Called with what was chosen in the drawing, and where on the screen. Without it nothing can be. */
  readonly onValue?: (card: CardView, chosen: ValueEvent, at: Anchor) => void;
  readonly selected?: readonly SelectedValue[];
  /** Beside what every card can do. */
  readonly moreItems?: (card: CardView) => readonly MenuItem[];
  readonly hasMenu?: boolean;
  /** A number that shares its line of a narrow screen with another one. */
  readonly isPaired?: boolean;
}

/** One card in its place: title, then its drawing, its skeleton, or one sentence about why there is none. */
export const DashboardCard = memo(function DashboardCard(props: DashboardCardProps) {
  const { card, line, isStale, onValue, selected, moreItems, hasMenu = true, isPaired = false } = props;
  const { say, locale } = useWords();
  const [asTable, setAsTable] = useState(false);
  const [isExpanded, setIsExpanded] = useState(false);
  const pointer = useRef<Anchor | null>(null);
  const isText = card.kind === "TEXT";
  const isDrawing = card.kind !== "NUMBER" && card.kind !== "TABLE" && !isText;
  const hasRows = line !== undefined && !line.error && line.rowCount > 0;
  // A table of the same rows, for whoever wants the numbers behind a drawing.
  const shown: CardView = asTable && isDrawing ? { ...card, kind: "TABLE", options: {} } : card;
  const titleId = `card-${card.id}`;
  const choose = onValue && ((chosen: ValueEvent) => onValue(card, chosen, pointer.current ?? anchorOfFocus()));
  const items: readonly MenuItem[] = [
    { key: "expand", label: say("expand"), onChoose: () => setIsExpanded(true) },
    ...(isDrawing && hasRows
      ? [{ key: "data", label: say(asTable ? "showChart" : "showData"), onChoose: () => setAsTable(!asTable) }]
      : []),
    ...(moreItems?.(card) ?? []),
  ];
  return (
    <section
      className={styles.card}
      style={placeOf(card)}
      data-kind={shown.kind.toLowerCase()}
      data-state={
        isText ? "ready" : line === undefined ? "loading" : line.error ? "error" : hasRows ? "ready" : "empty"
      }
      data-stale={isStale}
      data-paired={isPaired}
      data-card-id={card.id}
      aria-labelledby={card.title === "" ? undefined : titleId}
      aria-busy={!isText && (line === undefined || isStale)}
    >
      <header className={styles.cardHeader} hidden={card.title === "" && !isDrawing}>
        <h3 id={titleId} title={card.description || undefined}>
          {card.title}
        </h3>
        {hasMenu && !isText ? <CardMenu title={card.title} items={items} /> : null}
      </header>
      {/* Where a menu opens that asks what to do with a value; charts tell what was clicked and not where. */}
      <div
        className={styles.cardBody}
        onPointerUpCapture={({ clientX, clientY }) => {
          pointer.current = { left: clientX, top: clientY, bottom: clientY };
        }}
        onKeyDownCapture={() => {
          pointer.current = null;
        }}
      >
        <CardContent card={shown} line={line} onValue={choose || undefined} selected={selected} />
      </div>
      {hasRows && line.truncated && (
        <footer className={styles.cardFooter}>
          {say("firstRows", { count: line.rowCount.toLocaleString(locale) })}
        </footer>
      )}
      {isExpanded ? (
        <Sheet title={card.title} size="wide" onClose={() => setIsExpanded(false)}>
          <CardContent card={shown} line={line} />
        </Sheet>
      ) : null}
    </section>
  );
});

/** Names of our own, so that the style sheet can leave the wide grid on narrow screens. */
function placeOf({ layout: { x, y, width, height }, mobileLayout, kind }: CardView): CSSProperties {
  return {
    "--place-column": `${x + 1} / span ${width}`,
    "--place-row": `${y + 1} / span ${height}`,
    "--place-order": String(phonePlace({ mobileLayout })),
    ...(mobileLayout ? { "--place-height": `${mobileLayout.height * 76 - 16}px` } : {}),
    ...(kind === "TEXT" ? { "--place-height": "auto" } : {}),
  } as CSSProperties;
}

function anchorOfFocus(): Anchor {
  const { left, top, bottom } = (document.activeElement ?? document.body).getBoundingClientRect();
  return { left, top, bottom };
}
