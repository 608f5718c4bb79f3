import { useCallback, useEffect, useRef, useState } from "react";
import { type CardLine, DataRequestError } from "./card-data";
import type { ChosenFilters } from "./request-data";

export interface LoadOrder {
  /** Only this tab's cards; of the first where there is none of that id. */
  readonly tab?: string;
  /** Ask the sources, although kept answers may be young enough. */
  readonly fresh?: boolean;
}

export type LoadCards = (
  signal: AbortSignal,
  filters: ChosenFilters,
  onCard: (line: CardLine) => void,
  order?: LoadOrder,
) => Promise<void>;

interface Loaded {
  readonly lines: ReadonlyMap<string, CardLine>;
  /** Cards whose line was loaded with the filters that are set now. */
  readonly fresh: ReadonlySet<string>;
  readonly error: DataRequestError | null;
  readonly isLoading: boolean;
}

export interface DashboardData extends Loaded {
  /** Asks again for what is shown; the lines stay until their successors come. */
  readonly refresh: (order?: Pick<LoadOrder, "fresh">) => void;
}

const nothing: Loaded = { lines: new Map(), fresh: new Set(), error: null, isLoading: true };

/**
 * Loads a dashboard's cards, again whenever the filters or the tab change, and keeps what was there on the screen until
 * its successor has come. An answer to older filters never overwrites a newer one.
 */
export function useDashboardData(
  load: LoadCards,
  filters: ChosenFilters,
  tab: string | undefined,
  onSettled?: () => void,
): DashboardData {
  const [data, setData] = useState(nothing);
  const [again, setAgain] = useState({ count: 0, fresh: false });
  const settled = useRef(onSettled);
  settled.current = onSettled;
  const seen = useRef<{ load: LoadCards; filters: ChosenFilters } | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    // On another tab, and when asked for again, what is there was loaded with these very filters.
    const isSame = seen.current?.load === load && seen.current.filters === filters;
    seen.current = { load, filters };
    setData(({ lines, fresh }) => ({ lines, fresh: isSame ? fresh : new Set(), error: null, isLoading: true }));
    const onCard = (line: CardLine) => {
      if (signal.aborted) return;
      setData((current) => ({
        ...current,
        lines: new Map(current.lines).set(line.cardId, line),
        fresh: new Set(current.fresh).add(line.cardId),
      }));
    };
    load(signal, filters, onCard, { tab, fresh: again.fresh })
      .catch((error: unknown) => {
        if (signal.aborted) return;
        const reason =
          error instanceof DataRequestError ? error : new DataRequestError(0, "internal", "Something went wrong");
        setData((current) => ({ ...current, error: reason }));
      })
      .finally(() => {
        if (signal.aborted) return;
        setData((current) => ({ ...current, isLoading: false }));
        settled.current?.();
      });
    return () => leaving.abort();
  }, [load, filters, tab, again]);
  const refresh = useCallback(({ fresh = false } = {}) => setAgain(({ count }) => ({ count: count + 1, fresh })), []);
  return { ...data, refresh };
}
