"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { type CardError, DataRequestError } from "@/components/dashboards/card-data";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import type { ExploreAnswer, ExploreRequests } from "./explore-requests";

/** An answer with the query that it answers: by the time it is there, another one may stand on the screen. */
export interface Answered {
  readonly query: DomainQuery;
  readonly rows: ExploreAnswer;
}

const quietMilliseconds = 300;

/** The answer to a query, asked for whenever it has changed; what was asked before is given up. */
export function useAnswer(requests: ExploreRequests, query: DomainQuery | null) {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [error, setError] = useState<CardError | null>(null);
  const [isPending, setIsPending] = useState(false);
  const call = useRef<AbortController | null>(null);
  const text = query === null ? null : JSON.stringify(query);

  const ask = useCallback(
    async (asked: string, fresh: boolean) => {
      call.current?.abort();
      const mine = new AbortController();
      call.current = mine;
      const wanted = JSON.parse(asked) as DomainQuery;
      setIsPending(true);
      try {
        const rows = await requests.ask(wanted, fresh, mine.signal);
        if (call.current !== mine) return;
        setAnswered({ query: wanted, rows });
        setError(null);
      } catch (reason) {
        if (call.current !== mine) return;
        setError(errorOf(reason, mine.signal));
      }
      setIsPending(false);
    },
    [requests],
  );

  useEffect(() => {
    setError(null);
    if (text === null) {
      setAnswered(null);
      return;
    }
    const timer = setTimeout(() => void ask(text, false), quietMilliseconds);
    return () => clearTimeout(timer);
  }, [text, ask]);

  useEffect(() => {
    // What was asked for another query, or on a page that was left, nobody waits for any more.
    void text;
    return () => {
      call.current?.abort();
      call.current = null;
      setIsPending(false);
    };
  }, [text]);

  const stop = useCallback(() => call.current?.abort(), []);
  const refresh = useCallback(() => {
    if (text !== null) void ask(text, true);
  }, [text, ask]);
  return { answered, error, isPending, stop, refresh };
}

function errorOf(reason: unknown, signal: AbortSignal): CardError {
  if (signal.aborted) return { code: "stopped", message: "Stopped. Ask again when you like." };
  if (!(reason instanceof DataRequestError)) return { code: "internal", message: "Something went wrong" };
  const { code, message, fields } = reason;
  return { code, message, fields };
}
