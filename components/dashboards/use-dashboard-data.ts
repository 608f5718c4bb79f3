import { useEffect, useRef, useState } from "react";
import { type CardLine, DataRequestError } from "./card-data";
import type { ChosenFilters } from "./request-data";

export type LoadCards = (
  signal: AbortSignal,
  filters: ChosenFilters,
  onCard: (line: CardLine) => void,
) => Promise<void>;

export interface DashboardData {
  readonly lines: ReadonlyMap<string, CardLine>;
  /** Cards whose line was loaded with the filters that are set now. */
  readonly fresh: ReadonlySet<string>;
  readonly error: DataRequestError | null;
}

const nothing: DashboardData = { lines: new Map(), fresh: new Set(), error: null };

/**
 * Loads a dashboard's cards, again whenever the filters change, and keeps what was there on the screen until its
 * successor has come. An answer to older filters never overwrites a newer one.
 */
export function useDashboardData(load: LoadCards, filters: ChosenFilters, onSettled?: () => void): DashboardData {
  const [data, setData] = useState(nothing);
  const settled = useRef(onSettled);
  settled.current = onSettled;
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    setData(({ lines }) => ({ lines, fresh: new Set(), error: null }));
    const onCard = (line: CardLine) => {
      if (signal.aborted) return;
      setData(({ lines, fresh, error }) => ({
        lines: new Map(lines).set(line.cardId, line),
        fresh: new Set(fresh).add(line.cardId),
        error,
      }));
    };
    load(signal, filters, onCard)
      .catch((error: unknown) => {
        if (signal.aborted) return;
        const reason =
          error instanceof DataRequestError ? error : new DataRequestError(0, "internal", "Something went wrong");
        setData((current) => ({ ...current, error: reason }));
      })
      .finally(() => {
        if (!signal.aborted) settled.current?.();
      });
    return () => leaving.abort();
  }, [load, filters]);
  return data;
}
