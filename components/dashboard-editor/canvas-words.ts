import type { CardLayout } from "@/lib/dashboards/card-schema";

/** What a canvas says. */
export interface CanvasWords {
  /** How cards are moved by keyboard. */
  readonly keys: string;
  readonly empty: string;
  readonly untitled: string;
  /** Where a card stands. */
  readonly place: (layout: CardLayout) => string;
  /** What a card says that has no query, one that has no source either, and one whose source its editor does not see. */
  readonly unfinished: { readonly query: string; readonly source: string; readonly hidden: string };
}

export const englishCanvas: CanvasWords = {
  keys: "Arrow keys move the card, with Shift they resize it. Enter opens it in the panel, Delete removes it.",
  empty: "Nothing here yet. Add a chart, a number, a table or a text above.",
  untitled: "Card without a title",
  place: ({ x, y, width, height }) => `Column ${x + 1}, row ${y + 1}, ${width} wide, ${height} high`,
  unfinished: {
    query: "Write a query under Data and run it.",
    source: "Choose under Data where its rows come from.",
    hidden: "Its rows come from a domain that is not open to you. It keeps what it asks.",
  },
};

export const germanCanvas: CanvasWords = {
  keys: "Pfeiltasten verschieben die Karte, mit der Umschalttaste ändern sie die Größe. Eingabe öffnet sie, Entf entfernt sie.",
  empty: "Hier ist noch nichts. Fügen Sie oben ein Diagramm, eine Zahl, eine Tabelle oder einen Text hinzu.",
  untitled: "Karte ohne Titel",
  place: ({ x, y, width, height }) => `Spalte ${x + 1}, Zeile ${y + 1}, ${width} breit, ${height} hoch`,
  unfinished: {
    query: "Schreiben Sie unter Daten eine Abfrage und führen Sie sie aus.",
    source: "Wählen Sie unter Daten, woher die Zeilen kommen.",
    hidden: "Die Zeilen kommen aus einer Domäne, die Sie nicht sehen. Die Karte fragt weiter, was sie fragt.",
  },
};
