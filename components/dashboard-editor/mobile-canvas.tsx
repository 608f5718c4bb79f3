"use client";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import ReactGridLayout, { type Layout, useContainerWidth, verticalCompactor } from "react-grid-layout";
import surface from "@/components/dashboards/dashboard-view.module.css";
import type { MobileLayout } from "@/lib/dashboards/card-schema";
import canvas from "./canvas.module.css";
import { CanvasCard } from "./canvas-card";
import { type CanvasProps, dragCancel } from "./editor-canvas";
import { mobileHeight, mobileOrder } from "./mobile-order";

export interface MobileCanvasProps extends CanvasProps {
  /** Order and height of every card on the tab. */
  readonly onMobile: (places: ReadonlyMap<string, MobileLayout>) => void;
}

const grid = { cols: 1, rowHeight: 60, margin: [12, 16], containerPadding: [0, 0] } as const;

/** The one column of phones: what comes first, and how high it is. */
export function MobileCanvas({
  cards,
  rows,
  words,
  selected,
  onSelect,
  onDelete,
  actionsOf,
  fieldsOf,
  onMobile,
}: MobileCanvasProps) {
  const { width, containerRef, mounted } = useContainerWidth();
  const [said, setSaid] = useState("");
  const ordered = useMemo(() => mobileOrder(cards), [cards]);
  const latest = useRef(ordered);
  latest.current = ordered;
  const latestWords = useRef(words);
  latestWords.current = words;
  const layout = useMemo<Layout>(() => {
    let y = 0;
    return ordered.map((card) => {
      const item = { i: card.id, x: 0, y, w: 1, h: mobileHeight(card) };
      y += item.h;
      return item;
    });
  }, [ordered]);
  const put = useCallback(
    (next: readonly { readonly id: string; readonly height: number }[]) =>
      onMobile(new Map(next.map(({ id, height }, order) => [id, { order, height }]))),
    [onMobile],
  );
  const onKey = useCallback(
    (id: string, event: KeyboardEvent) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (event.key === "Delete" || event.key === "Backspace") return onDelete(id);
      if (!step) return;
      event.preventDefault();
      const list = latest.current.map((card) => ({ id: card.id, height: mobileHeight(card) }));
      const index = list.findIndex((one) => one.id === id);
      const one = list[index];
      if (!one) return;
      if (event.shiftKey) list[index] = { id, height: Math.min(Math.max(one.height + step, 1), 100) };
      else list.splice(Math.min(Math.max(index + step, 0), list.length - 1), 0, ...list.splice(index, 1));
      put(list);
      const at = list.findIndex((other) => other.id === id);
      setSaid(latestWords.current.mobilePlace(at + 1, list.length, list[at]?.height ?? 1));
    },
    [onDelete, put],
  );
  const place = (moved: Layout) => put([...moved].sort((a, b) => a.y - b.y).map(({ i, h }) => ({ id: i, height: h })));
  return (
    <div className={canvas.phone}>
      <div ref={containerRef} className={`${surface.dashboard} ${canvas.canvas}`}>
        <p id="canvas-keys" className={canvas.hidden}>
          {words.mobileKeys}
        </p>
        <p role="status" className={canvas.hidden}>
          {said}
        </p>
        {cards.length === 0 ? <div className={canvas.empty}>{words.empty}</div> : null}
        {mounted ? (
          <ReactGridLayout
            width={width}
            layout={layout}
            gridConfig={grid}
            compactor={verticalCompactor}
            dragConfig={{ enabled: true, threshold: 4, allowMobileScroll: true, cancel: dragCancel }}
            resizeConfig={{ enabled: true, handles: ["s"] }}
            onDragStop={place}
            onResizeStop={place}
          >
            {ordered.map((card, index) => (
              <div key={card.id}>
                <CanvasCard
                  card={card}
                  line={rows.lines.get(card.id)}
                  isPending={rows.pending.has(card.id)}
                  isSelected={card.id === selected}
                  label={`${card.title || words.untitled}. ${words.mobilePlace(index + 1, ordered.length, mobileHeight(card))}`}
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
    </div>
  );
}
