import { useMemo, useRef, useState } from "react";
import type { CardView } from "@/lib/dashboards/card-schema";
import { selectedCells } from "./card-actions";
import type { CardLine } from "./card-data";
import { DashboardCard } from "./dashboard-card";
import type { DashboardViewProps } from "./dashboard-view";
import styles from "./dashboard-view.module.css";
import type { ShownFilter } from "./filter-field";
import type { MenuItem } from "./menu";
import { useWords } from "./messages/use-words";
import { pairedNumbers } from "./phone-order";
import type { ChosenFilters } from "./request-data";
import { saveFile } from "./save-file";
import type { DashboardData } from "./use-dashboard-data";
import { useValueActions } from "./use-value-actions";

export interface CardGridProps extends DashboardViewProps {
  readonly cards: readonly CardView[];
  readonly data: DashboardData;
  /** Filters that the viewer may set. */
  readonly open: readonly ShownFilter[];
  readonly chosen: ChosenFilters;
  /** A click has set a filter, or taken it back. */
  readonly onFilter: (name: string, filters: ChosenFilters) => void;
}

/** The cards, and what people can do with them and their values. */
export function CardGrid(props: CardGridProps) {
  const { cards, data, open, chosen, door, showCardMenu = true, onExplain } = props;
  const { say } = useWords();
  const [notice, setNotice] = useState("");
  const { onValue, overlay } = useValueActions(props);
  const paired = useMemo(() => pairedNumbers(cards), [cards]);
  // Cards are drawn again when something of theirs changes: these are the same functions from render to render.
  const latest = useRef({ chosen, onValue });
  latest.current = { chosen, onValue };
  const steady = useMemo(() => {
    const download = (card: CardView) => {
      setNotice("");
      const failed = () => setNotice(say("downloadFailed"));
      door?.exportCsv?.(card.id, latest.current.chosen).then((file) => saveFile(file, `${card.title}.csv`), failed);
    };
    return {
      onValue: (...value: Parameters<typeof onValue>) => latest.current.onValue(...value),
      moreItems: (card: CardView): readonly MenuItem[] => [
        ...(door?.exportCsv ? [{ key: "csv", label: say("downloadCsv"), onChoose: () => download(card) }] : []),
        ...(onExplain
          ? [{ key: "explain", label: say("explain"), onChoose: () => onExplain(card, latest.current.chosen) }]
          : []),
      ],
    };
  }, [door, onExplain, say]);
  return (
    <>
      {notice ? (
        <p className={styles.sentence} role="alert">
          {notice}
        </p>
      ) : null}
      <div className={styles.grid}>
        {cards.map((card) => {
          const line = lineOf(card, data);
          return (
            <DashboardCard
              key={card.id}
              card={card}
              line={line}
              isStale={data.lines.has(card.id) && !data.fresh.has(card.id) && !data.error}
              onValue={card.kind !== "TEXT" && card.interactions.length > 0 ? steady.onValue : undefined}
              selected={line && !line.error ? selectedCells(card, line, open, chosen) : undefined}
              moreItems={steady.moreItems}
              hasMenu={showCardMenu}
              isPaired={paired.has(card.id)}
            />
          );
        })}
      </div>
      {overlay}
    </>
  );
}

/** When nothing more will come, a card without rows says so instead of waiting for ever. */
function lineOf({ id }: CardView, { lines, error }: DashboardData): CardLine | undefined {
  return lines.get(id) ?? (error ? { cardId: id, error: { code: error.code, message: error.message } } : undefined);
}
