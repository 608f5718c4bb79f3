"use client";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { type Layout, verticalCompactor } from "react-grid-layout";
import { pairedNumbers, phoneOrder } from "@/components/dashboards/phone-order";
import type { MobileLayout } from "@/lib/dashboards/card-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import styles from "./canvas.module.css";
import { CanvasGrid, type CanvasProps } from "./canvas-grid";
import { mobileHeight } from "./mobile-height";

export interface MobileCanvasProps extends CanvasProps {
  /** Order and height of every card on the tab. */
  readonly onMobile: (places: ReadonlyMap<string, MobileLayout>) => void;
}

const grid = { cols: 2, rowHeight: 60, margin: [12, 16], containerPadding: [0, 0] } as const;

/** The dashboard as phones show it: what comes first, and how high it is. */
export function MobileCanvas({ cards, onDelete, onMobile, ...canvas }: MobileCanvasProps) {
  const [said, setSaid] = useState("");
  const ordered = useMemo(() => phoneOrder(cards), [cards]);
  const latest = useRef(ordered);
  latest.current = ordered;
  const { words } = canvas;
  const latestWords = useRef(words);
  latestWords.current = words;
  const layout = useMemo(() => phoneLayout(ordered), [ordered]);
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
  return (
    <div className={styles.phone}>
      <CanvasGrid
        {...canvas}
        cards={ordered}
        gridConfig={grid}
        compactor={verticalCompactor}
        handles={["s"]}
        allowMobileScroll
        layout={layout}
        keys={words.mobileKeys}
        said={said}
        placeOf={(card, index) => words.mobilePlace(index + 1, ordered.length, mobileHeight(card))}
        onKey={onKey}
        onPlace={(moved) =>
          put([...moved].sort((a, b) => a.y - b.y || a.x - b.x).map(({ i, h }) => ({ id: i, height: h })))
        }
      />
    </div>
  );
}

/** Cards one under the other, but for numbers that share a line. */
function phoneLayout(ordered: readonly DraftCard[]): Layout {
  const paired = pairedNumbers(ordered);
  let y = 0;
  let line = 0;
  return ordered.map((card) => {
    const side = paired.get(card.id);
    if (side !== "right") {
      y += line;
      line = 0;
    }
    const h = mobileHeight(card);
    line = Math.max(line, h);
    return { i: card.id, x: side === "right" ? 1 : 0, y, w: side ? 1 : 2, h };
  });
}
