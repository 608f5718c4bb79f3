"use client";
import { type KeyboardEvent, type ReactNode, useMemo } from "react";
import type { CardLine } from "@/components/dashboards/card-data";
import { DashboardCard } from "@/components/dashboards/dashboard-card";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import styles from "./canvas.module.css";
import { drawableCard, plainCard, textLine, unfinishedLine } from "./card-of-draft";

export interface CanvasCardProps {
  readonly card: DraftCard;
  readonly line: CardLine | undefined;
  readonly isPending: boolean;
  readonly isSelected: boolean;
  /** What it is called and where it stands, in words. */
  readonly label: string;
  /** Said where a card without rows stands. */
  readonly unfinished: { readonly query: string; readonly source: string; readonly hidden: string };
  readonly onSelect: (id: string) => void;
  readonly onKey: (id: string, event: KeyboardEvent) => void;
  /** How a domain calls its columns. */
  readonly fields?: Extract<CardView, { kind: "TABLE" }>["fields"];
  /** What can be done with the card as a whole, in its corner. */
  readonly actions?: ReactNode;
}

/** A card as it will look, under what picks it up: a button that is as large as the card until it is chosen. */
export function CanvasCard(props: CanvasCardProps) {
  const { card, line, isPending, isSelected, label, unfinished, onSelect, onKey, fields, actions } = props;
  const drawn = drawableCard(card) ?? plainCard(card);
  const view = useMemo(() => (fields && drawn.kind !== "TEXT" ? { ...drawn, fields } : drawn), [drawn, fields]);
  const empty = isPending ? undefined : unfinishedLine(card, unfinished);
  const shown = card.kind === "TEXT" ? textLine(card.id) : (line ?? empty);
  return (
    <div className={styles.card} data-selected={isSelected}>
      <DashboardCard card={view} line={shown} isStale={isPending && line !== undefined} hasMenu={false} />
      <button
        type="button"
        className={styles.pick}
        aria-label={label}
        aria-describedby="canvas-keys"
        aria-pressed={isSelected}
        onClick={() => onSelect(card.id)}
        onKeyDown={(event) => onKey(card.id, event)}
      />
      {actions ? <div className={styles.menu}>{actions}</div> : null}
    </div>
  );
}
