import type { CardLayout } from "@/lib/dashboards/card-schema";
import type { EditorWords } from "./messages/use-editor-words";

/** What a canvas says. */
export interface CanvasWords {
  /** How cards are moved by keyboard. */
  readonly keys: string;
  readonly empty: string;
  readonly untitled: string;
  /** Where a card stands. */
  readonly place: (layout: CardLayout) => string;
  /** The same on phones: how cards are moved, and which of how many one is. */
  readonly mobileKeys: string;
  readonly mobilePlace: (number: number, count: number, height: number) => string;
  /** What a card says that has no query, one that has no source either, and one whose source its editor does not see. */
  readonly unfinished: { readonly query: string; readonly source: string; readonly hidden: string };
}

export function canvasWords({ say }: EditorWords): CanvasWords {
  return {
    keys: say("canvasKeys"),
    empty: say("canvasEmpty"),
    untitled: say("untitledCard"),
    place: ({ x, y, width, height }) => say("canvasPlace", { column: x + 1, row: y + 1, width, height }),
    mobileKeys: say("canvasMobileKeys"),
    mobilePlace: (number, count, height) => say("canvasMobilePlace", { number, count, height }),
    unfinished: { query: say("canvasNoQuery"), source: say("canvasNoSource"), hidden: say("canvasHiddenSource") },
  };
}
