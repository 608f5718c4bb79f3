"use client";
import "react-grid-layout/css/styles.css";
import type { KeyboardEvent, ReactNode } from "react";
import ReactGridLayout, { type Layout, type ReactGridLayoutProps, useContainerWidth } from "react-grid-layout";
import surface from "@/components/dashboards/dashboard-view.module.css";
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

type GridSettings = Pick<ReactGridLayoutProps, "className" | "gridConfig" | "compactor">;

export interface CanvasGridProps extends Omit<CanvasProps, "onDelete">, GridSettings {
  readonly layout: Layout;
  /** How cards are moved by keyboard. */
  readonly keys: string;
  /** What the last key did. */
  readonly said: string;
  readonly handles: NonNullable<ReactGridLayoutProps["resizeConfig"]>["handles"];
  /** Whether a finger that moves a card may scroll the page. */
  readonly allowMobileScroll?: boolean;
  /** Where a card stands, in words. */
  readonly placeOf: (card: DraftCard, index: number) => string;
  readonly onKey: (id: string, event: KeyboardEvent) => void;
  /** All cards as dragging left them. */
  readonly onPlace: (layout: Layout) => void;
}

/** What is no handle for dragging a card. */
const cancel = `.${styles.menu},.react-resizable-handle,input,a,select`;

/** Cards on a grid that can be dragged, resized at their edges, and moved by keyboard. */
export function CanvasGrid(props: CanvasGridProps) {
  const { cards, rows, words, selected, onSelect, actionsOf, fieldsOf, layout, placeOf, onKey, onPlace } = props;
  const { width, containerRef, mounted } = useContainerWidth();
  return (
    <div ref={containerRef} className={`${surface.dashboard} ${styles.canvas}`}>
      <p id="canvas-keys" className={styles.hidden}>
        {props.keys}
      </p>
      <p role="status" className={styles.hidden}>
        {props.said}
      </p>
      {cards.length === 0 ? <div className={styles.empty}>{words.empty}</div> : null}
      {mounted ? (
        <ReactGridLayout
          className={props.className}
          width={width}
          layout={layout}
          gridConfig={props.gridConfig}
          compactor={props.compactor}
          dragConfig={{ enabled: true, threshold: 4, allowMobileScroll: props.allowMobileScroll, cancel }}
          resizeConfig={{ enabled: true, handles: props.handles }}
          onDragStop={onPlace}
          onResizeStop={onPlace}
        >
          {cards.map((card, index) => (
            <div key={card.id}>
              <CanvasCard
                card={card}
                line={rows.lines.get(card.id)}
                isPending={rows.pending.has(card.id)}
                isSelected={card.id === selected}
                label={`${card.title || words.untitled}. ${placeOf(card, index)}`}
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
