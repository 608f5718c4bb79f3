"use client";
import { type KeyboardEvent, memo } from "react";
import type { CardLine } from "@/components/dashboards/card-data";
import { DashboardCard } from "@/components/dashboards/dashboard-card";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import classes from "./canvas.module.css";
import { CardMenu, type CardMenuProps } from "./card-menu";
import { drawableCard, plainCard, textLine, unfinishedLine } from "./card-of-draft";

export interface CanvasCardProps extends Omit<CardMenuProps, "title"> {
  readonly card: DraftCard;
  readonly line: CardLine | undefined;
  readonly isPending: boolean;
  readonly isSelected: boolean;
  /** Where it stands, in words. */
  readonly place: string;
  readonly onSelect: (id: string) => void;
  readonly onMove: (id: string, event: KeyboardEvent) => void;
}

/** A card as it will look, under what picks it up: a button that is as large as the card until it is chosen. */
export const CanvasCard = memo(function CanvasCard(props: CanvasCardProps) {
  const { card, line, isPending, isSelected, place, onSelect, onMove, ...menu } = props;
  const title = card.title || "Card without a title";
  const view = drawableCard(card) ?? plainCard(card);
  const shown = card.kind === "TEXT" ? textLine(card.id) : (line ?? (isPending ? undefined : unfinishedLine(card)));
  return (
    <div className={classes.card} data-selected={isSelected}>
      <DashboardCard card={view} line={shown} isStale={isPending && line !== undefined} hasMenu={false} />
      <button
        type="button"
        className={classes.pick}
        aria-label={`${title}. ${place}`}
        aria-describedby="canvas-keys"
        aria-pressed={isSelected}
        onClick={() => onSelect(card.id)}
        onKeyDown={(event) => onMove(card.id, event)}
      />
      <CardMenu {...menu} title={title} />
    </div>
  );
});
