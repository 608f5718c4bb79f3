"use client";
import { useDebouncedCallback } from "@mantine/hooks";
import { useCallback, useEffect, useRef, useState } from "react";
import { type ActionOutcome, unreachable } from "./action-outcome";

/** What a page is asked for. */
export interface PageAsked {
  readonly search?: string;
  readonly cursor?: string;
}

interface PageOf<Row> {
  readonly data: readonly Row[];
  readonly nextCursor: string | null;
}

/**
 * A list that is searched and paged on the server while it stands in a dialog: first page at once, more on demand, each
 * answer for the words it was asked with. `load` must stay the same function until the list is another one.
 */
export function usePages<Row, Page extends PageOf<Row>>(load: (asked: PageAsked) => Promise<ActionOutcome<Page>>) {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [page, setPage] = useState<Page | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [words, setWords] = useState("");
  const latest = useRef(0);

  const fetchPage = useCallback(
    async (search: string, after: { cursor: string; rows: readonly Row[] } | null) => {
      const call = ++latest.current;
      setPending(true);
      const asked = { ...(search ? { search } : {}), ...(after ? { cursor: after.cursor } : {}) };
      const outcome = await load(asked).catch(() => null);
      if (call !== latest.current) return;
      setPending(false);
      if (!outcome?.ok) return setFailure(outcome?.error.message ?? unreachable);
      setFailure(null);
      setPage(outcome.data);
      setRows([...(after?.rows ?? []), ...outcome.data.data]);
    },
    [load],
  );
  useEffect(() => {
    void fetchPage("", null);
  }, [fetchPage]);
  const findSoon = useDebouncedCallback((text: string) => fetchPage(text.trim(), null), 200);

  return {
    /** Null until the first page has come. */
    rows,
    /** The page that came last, for what it says beside its rows. */
    page,
    failure,
    pending,
    words,
    search: (text: string) => {
      setWords(text);
      findSoon(text);
    },
    more: () => (page?.nextCursor ? fetchPage(words.trim(), { cursor: page.nextCursor, rows: rows ?? [] }) : undefined),
    reload: () => fetchPage(words.trim(), null),
  };
}
