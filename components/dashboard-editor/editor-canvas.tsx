"use client";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { type Layout, noCompactor } from "react-grid-layout";
import type { CardLayout } from "@/lib/dashboards/card-schema";
import styles from "./canvas.module.css";
import { CanvasGrid, type CanvasProps } from "./canvas-grid";

export interface EditorCanvasProps extends CanvasProps {
  /** One card by keyboard; others give way. */
  readonly onMove: (id: string, change: Partial<CardLayout>) => void;
  /** All cards as dragging left them. */
  readonly onPlaces: (places: ReadonlyMap<string, CardLayout>) => void;
}

const grid = { cols: 12, rowHeight: 60, margin: [16, 16], containerPadding: [0, 0] } as const;

/** The dashboard itself, where cards are dragged, resized at their edges, and moved by keyboard. */
export function EditorCanvas({ onDelete, onMove, onPlaces, ...canvas }: EditorCanvasProps) {
  const { cards, words } = canvas;
  const [said, setSaid] = useState("");
  const latest = useRef({ cards, words });
  latest.current = { cards, words };
  const layout = useMemo<Layout>(
    () => cards.map(({ id, layout: { x, y, width: w, height: h } }) => ({ i: id, x, y, w, h })),
    [cards],
  );
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
    <CanvasGrid
      {...canvas}
      className={styles.grid}
      gridConfig={grid}
      compactor={noCompactor}
      handles={["se", "e", "s"]}
      layout={layout}
      keys={words.keys}
      said={said}
      placeOf={(card) => words.place(card.layout)}
      onKey={onKey}
      onPlace={(moved) => onPlaces(new Map(moved.map(({ i, x, y, w, h }) => [i, { x, y, width: w, height: h }])))}
    />
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
