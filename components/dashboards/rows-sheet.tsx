import { useEffect, useState } from "react";
import type { ValueEvent } from "@/components/charts/value-event";
import type { CardView } from "@/lib/dashboards/card-schema";
import { CardContent } from "./card-content";
import { type CardLine, DataRequestError, type RowsBehind } from "./card-data";
import type { DashboardDoor } from "./dashboard-door";
import styles from "./floating.module.css";
import { useWords } from "./messages/use-words";
import type { ChosenFilters } from "./request-data";
import { Sheet } from "./sheet";

export interface RowsSheetProps {
  readonly card: CardView;
  /** What was chosen, in words. */
  readonly value: string;
  readonly row: ValueEvent["row"];
  readonly filters: ChosenFilters;
  readonly load: DashboardDoor["rows"];
  readonly onClose: () => void;
}

/** The rows behind one value of a card, under the same filters. */
export function RowsSheet({ card, value, row, filters, load, onClose }: RowsSheetProps) {
  const { say, locale } = useWords();
  const [line, setLine] = useState<CardLine>();
  const [fields, setFields] = useState<RowsBehind["fields"]>();
  useEffect(() => {
    const leaving = new AbortController();
    load({ cardId: card.id, row, filters, signal: leaving.signal }).then(
      ({ fields: found, ...rows }) => {
        setFields(found);
        setLine({ cardId: card.id, ...rows });
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        const { code, message } = error instanceof DataRequestError ? error : { code: "internal", message: "" };
        setLine({ cardId: card.id, error: { code, message } });
      },
    );
    return () => leaving.abort();
  }, [load, card.id, row, filters]);
  const table: CardView = { ...card, kind: "TABLE", options: {}, interactions: [], fields };
  const title = value === "" ? say("rowsOf", { title: card.title }) : say("rowsOfValue", { title: card.title, value });
  return (
    <Sheet title={title} size="wide" onClose={onClose}>
      <div className={styles.rows}>
        <div className={styles.rowsTable}>
          <CardContent card={table} line={line} />
        </div>
        {line && !line.error && line.truncated ? (
          <p className={styles.rowsNote}>{say("firstRows", { count: line.rowCount.toLocaleString(locale) })}</p>
        ) : null}
      </div>
    </Sheet>
  );
}
