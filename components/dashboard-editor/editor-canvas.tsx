"use client";
import "react-grid-layout/css/styles.css";
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import ReactGridLayout, { type Layout, noCompactor, useContainerWidth } from "react-grid-layout";
import surface from "@/components/dashboards/dashboard-view.module.css";
import type { CardLayout } from "@/lib/dashboards/card-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import styles from "./canvas.module.css";
import { CanvasCard } from "./canvas-card";
import type { CanvasWords } from "./canvas-words";
import type { CardRowsState } from "./use-card-rows";
import type { useDomainLabels } from "./use-domain-labels";

export interface CanvasProps {
  /** Cards of one tab. */
  readonly cards: readonly DraftCard[];
  readonly rows: CardRowsState;
  readonly words: CanvasWords;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onDelete: (id: string) => void;
  readonly actionsOf?: (card: DraftCard) => ReactNode;
  /** From `useDomainLabels`. */
  readonly fieldsOf?: ReturnType<typeof useDomainLabels>;
}

export interface EditorCanvasProps extends CanvasProps {
  /** One card by keyboard; others give way. */
  readonly onMove: (id: string, change: Partial<CardLayout>) => void;
  /** All cards as dragging left them. */
  readonly onPlaces: (places: ReadonlyMap<string, CardLayout>) => void;
}

const grid = { cols: 12, rowHeight: 60, margin: [16, 16], containerPadding: [0, 0] } as const;

/** What is no handle for dragging a card. */
export const dragCancel = `.${styles.menu},.react-resizable-handle,input,a,select`;

/** The dashboard itself, where cards are dragged, resized at their edges, and moved by keyboard. */
export function EditorCanvas(props: EditorCanvasProps) {
  const { cards, rows, words, selected, onSelect, onDelete, actionsOf, fieldsOf, onMove, onPlaces } = props;
  const { width, containerRef, mounted } = useContainerWidth();
  const [said, setSaid] = useState("");
  const latest = useRef({ cards, words });
  latest.current = { cards, words };
  const layout = useMemo<Layout>(
    () => cards.map(({ id, layout: { x, y, width: w, height: h } }) => ({ i: id, x, y, w, h })),
    [cards],
  );
  const place = (moved: Layout) => {
    onPlaces(new Map(moved.map(({ i, x, y, w, h }) => [i, { x, y, width: w, height: h }])));
  };
  const onKey = useCallback(
    (id: string, event: KeyboardEvent) => {
      const card = latest.current.cards.find((one) => one.id === id);
      if (!card) return;
      if (event.key === "Delete" || event.key === "Backspace") return onDelete(id);
      const change = changeOf(event, card.layout);
      if (!change) return;
      event.preventDefault();
      onMove(id, change);
      setSaid(latest.current.words.place({ ...card.layout, ...change }));
    },
    [onDelete, onMove],
  );
  return (
    <div ref={containerRef} className={`${surface.dashboard} ${styles.canvas}`}>
      <p id="canvas-keys" className={styles.hidden}>
        {words.keys}
      </p>
      <p role="status" className={styles.hidden}>
        {said}
      </p>
      {cards.length === 0 ? <div className={styles.empty}>{words.empty}</div> : null}
      {mounted ? (
        <ReactGridLayout
          className={styles.grid}
          width={width}
          layout={layout}
          gridConfig={grid}
          compactor={noCompactor}
          dragConfig={{ enabled: true, threshold: 4, cancel: dragCancel }}
          resizeConfig={{ enabled: true, handles: ["se", "e", "s"] }}
          onDragStop={place}
          onResizeStop={place}
        >
          {cards.map((card) => (
            <div key={card.id}>
              <CanvasCard
                card={card}
                line={rows.lines.get(card.id)}
                isPending={rows.pending.has(card.id)}
                isSelected={card.id === selected}
                label={`${card.title || words.untitled}. ${words.place(card.layout)}`}
                unfinished={words.unfinished}
                onSelect={onSelect}
                onKey={onKey}
                fields={fieldsOf?.(card)}
                actions={actionsOf?.(card)}
              />
            </div>
          ))}
        </ReactGridLayout>
      ) : null}
    </div>
  );
}

/** What an arrow key does to a place; null for other keys. */
function changeOf({ key, shiftKey }: KeyboardEvent, { x, y, width, height }: CardLayout): Partial<CardLayout> | null {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!step) return null;
  const [across = 0, down = 0] = step;
  if (!shiftKey) {
    return { x: Math.min(Math.max(x + across, 0), 12 - width), y: Math.max(y + down, 0) };
  }
  return { width: Math.min(Math.max(width + across, 1), 12 - x), height: Math.min(Math.max(height + down, 1), 100) };
}
