"use client";
import "react-grid-layout/css/styles.css";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import ReactGridLayout, { type Layout, noCompactor, useContainerWidth } from "react-grid-layout";
import surface from "@/components/dashboards/dashboard-view.module.css";
import type { CardLayout } from "@/lib/dashboards/card-schema";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import classes from "./canvas.module.css";
import { CanvasCard } from "./canvas-card";
import type { CardRowsState } from "./use-card-rows";

export interface CanvasProps {
  readonly cards: readonly DraftCard[];
  readonly tabs: DraftContent["tabs"];
  readonly tab: string | null;
  readonly rows: CardRowsState;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onDuplicate: (id: string) => void;
  readonly onDelete: (id: string) => void;
  readonly onTab: (id: string, tab: string) => void;
  /** One card by keyboard; others give way. */
  readonly onMove: (id: string, change: Partial<CardLayout>) => void;
  /** All cards as dragging left them. */
  readonly onPlaces: (places: ReadonlyMap<string, CardLayout>) => void;
}

const grid = { cols: 12, rowHeight: 60, margin: [16, 16], containerPadding: [0, 0] } as const;

/** The dashboard itself, where cards are dragged, resized at their edges, and moved by keyboard. */
export function EditorCanvas(props: CanvasProps) {
  const { cards, tabs, tab, rows, selected, onSelect, onDuplicate, onDelete, onTab, onMove, onPlaces } = props;
  const { width, containerRef, mounted } = useContainerWidth();
  const [said, setSaid] = useState("");
  const latest = useRef(cards);
  latest.current = cards;
  const layout = useMemo<Layout>(
    () => cards.map(({ id, layout: { x, y, width: w, height: h } }) => ({ i: id, x, y, w, h })),
    [cards],
  );
  const place = (moved: Layout) => {
    onPlaces(new Map(moved.map(({ i, x, y, w, h }) => [i, { x, y, width: w, height: h }])));
  };
  const onKey = useCallback(
    (id: string, event: KeyboardEvent) => {
      const card = latest.current.find((one) => one.id === id);
      if (!card) return;
      if (event.key === "Delete" || event.key === "Backspace") return onDelete(id);
      const change = changeOf(event, card.layout);
      if (!change) return;
      event.preventDefault();
      onMove(id, change);
      setSaid(placeInWords({ ...card.layout, ...change }));
    },
    [onDelete, onMove],
  );
  return (
    <div ref={containerRef} className={`${surface.dashboard} ${classes.canvas}`}>
      <p id="canvas-keys" className={classes.hidden}>
        Arrow keys move the card, with Shift they resize it. Enter opens it in the panel, Delete removes it.
      </p>
      <p role="status" className={classes.hidden}>
        {said}
      </p>
      {cards.length === 0 ? (
        <div className={classes.empty}>Nothing here yet. Add a chart, a number, a table or a text above.</div>
      ) : null}
      {mounted ? (
        <ReactGridLayout
          className={classes.grid}
          width={width}
          layout={layout}
          gridConfig={grid}
          compactor={noCompactor}
          dragConfig={{
            enabled: true,
            threshold: 4,
            cancel: `.${classes.menu},.react-resizable-handle,input,a,select`,
          }}
          resizeConfig={{ enabled: true, handles: ["se", "e", "s"] }}
          onDragStop={place}
          onResizeStop={place}
        >
          {cards.map((card) => (
            <div key={card.id}>
              <CanvasCard
                id={card.id}
                card={card}
                line={rows.lines.get(card.id)}
                isPending={rows.pending.has(card.id)}
                isSelected={card.id === selected}
                place={placeInWords(card.layout)}
                tabs={tabs}
                tab={tab}
                onSelect={onSelect}
                onMove={onKey}
                onDuplicate={onDuplicate}
                onDelete={onDelete}
                onTab={onTab}
              />
            </div>
          ))}
        </ReactGridLayout>
      ) : null}
    </div>
  );
}

function placeInWords({ x, y, width, height }: CardLayout): string {
  return `Column ${x + 1}, row ${y + 1}, ${width} wide, ${height} high`;
}

/** What an arrow key does to a place; null for other keys and at the edge. */
function changeOf({ key, shiftKey }: KeyboardEvent, { x, y, width, height }: CardLayout): Partial<CardLayout> | null {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!step) return null;
  const [across = 0, down = 0] = step;
  if (!shiftKey) {
    return { x: Math.min(Math.max(x + across, 0), 12 - width), y: Math.max(y + down, 0) };
  }
  return { width: Math.min(Math.max(width + across, 1), 12 - x), height: Math.min(Math.max(height + down, 1), 100) };
}
