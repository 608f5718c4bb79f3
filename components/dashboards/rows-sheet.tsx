import { useEffect, useState } from "react";
import type { ValueEvent } from "@/components/charts/value-event";
import type { CardView } from "@/lib/dashboards/card-schema";
import { CardContent } from "./card-content";
import { type CardLine, DataRequestError } from "./card-data";
import type { DashboardDoor } from "./dashboard-door";
import { useWords } from "./messages/use-words";
import type { ChosenFilters } from "./request-data";
import { Sheet } from "./sheet";

interface RowsSheetProps {
  readonly card: CardView;
  readonly row: ValueEvent["row"];
  readonly filters: ChosenFilters;
  readonly load: DashboardDoor["rows"];
  readonly onClose: () => void;
}

/** The rows behind one value of a card, under the same filters. */
export function RowsSheet({ card, row, filters, load, onClose }: RowsSheetProps) {
  const { say } = useWords();
  const [line, setLine] = useState<CardLine>();
  useEffect(() => {
    const leaving = new AbortController();
    load({ cardId: card.id, row, filters, signal: leaving.signal }).then(
      (rows) => setLine({ cardId: card.id, ...rows }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        const { code, message } = error instanceof DataRequestError ? error : { code: "internal", message: "" };
        setLine({ cardId: card.id, error: { code, message } });
      },
    );
    return () => leaving.abort();
  }, [load, card.id, row, filters]);
  const table: CardView = { interactions: [], ...card, kind: "TABLE", options: {} };
  return (
    <Sheet title={say("rowsOf", { title: card.title })} size="wide" onClose={onClose}>
      <CardContent card={table} line={line} />
    </Sheet>
  );
}
