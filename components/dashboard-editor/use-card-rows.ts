"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type CardLine, DataRequestError } from "@/components/dashboards/card-data";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { dashboardSettingsSchema } from "@/lib/dashboards/dashboard-settings-schema";
import type { DraftCard, DraftContent, DraftDataInput } from "@/lib/dashboards/draft-schema";
import { type DashboardFilter, dashboardFilterSchema } from "@/lib/dashboards/filter-schema";
import { domainQuerySchema } from "@/lib/domains/domain-query-schema";
import { type DraftRequests, reasonOf } from "./draft-requests";
import { useEditorWords } from "./messages/use-editor-words";

export interface CardRowsInput {
  readonly requests: DraftRequests;
  readonly content: DraftContent;
  readonly chosen: ChosenFilters;
}

type AskedCard = DraftDataInput["cards"][number];

const quietMilliseconds = 250;

/**
 * Rows of the cards as they stand on the screen, asked for anew whenever what a card asks has changed. SQL that is being
 * typed waits: the card shows what its last query gave until the new one is run.
 */
export function useCardRows({ requests, content, chosen }: CardRowsInput) {
  const [lines, setLines] = useState<ReadonlyMap<string, CardLine>>(new Map());
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  /** SQL that was run last, of cards whose SQL is being typed. */
  const [typed, setTyped] = useState<Readonly<Record<string, string | null>>>({});
  const [runs, setRuns] = useState<Readonly<Record<string, number>>>({});
  const asked = useRef(new Map<string, string>());
  const calls = useRef(new Set<AbortController>());
  const words = useEditorWords();
  const stopped = useRef("");
  stopped.current = words.say("stopped");
  const declared = useMemo(() => usableFilters(content.filters), [content.filters]);
  const settings = useMemo(() => dashboardSettingsSchema.safeParse(content.settings).data ?? {}, [content.settings]);
  const filters = useMemo(() => declaredOnly(chosen, declared), [chosen, declared]);

  useEffect(() => {
    const shared = JSON.stringify([declared, filters, settings]);
    const wanted = new Map<string, { card: AskedCard; key: string }>();
    for (const one of content.cards) {
      const card = askedCard(one, typed);
      if (card) wanted.set(one.id, { card, key: JSON.stringify([card, shared, runs[one.id] ?? 0]) });
    }
    const gone = [...asked.current.keys()].filter((id) => !wanted.has(id));
    for (const id of gone) asked.current.delete(id);
    if (gone.length > 0) setLines((current) => without(current, gone));
    const changed = [...wanted].filter(([id, { key }]) => asked.current.get(id) !== key);
    if (changed.length === 0) return;
    const timer = setTimeout(() => {
      const ids = changed.map(([id]) => id);
      for (const [id, { key }] of changed) asked.current.set(id, key);
      setPending((current) => new Set([...current, ...ids]));
      const isCurrent = (id: string) => asked.current.get(id) === wanted.get(id)?.key;
      const put = (line: CardLine) => {
        if (!isCurrent(line.cardId)) return;
        setLines((current) => new Map(current).set(line.cardId, line));
        setPending((current) => minus(current, [line.cardId]));
      };
      const call = new AbortController();
      calls.current.add(call);
      const input = { cards: changed.map(([, { card }]) => card), declaredFilters: [...declared], settings, filters };
      requests
        .data(input as DraftDataInput, call.signal, put)
        .catch((error: unknown) => {
          const why = call.signal.aborted
            ? { code: "stopped", message: stopped.current }
            : { code: error instanceof DataRequestError ? error.code : "internal", message: reasonOf(error) };
          for (const cardId of ids) put({ cardId, error: why });
        })
        .finally(() => {
          calls.current.delete(call);
          setPending((current) => minus(current, ids.filter(isCurrent)));
        });
    }, quietMilliseconds);
    return () => clearTimeout(timer);
  }, [content.cards, declared, filters, settings, typed, runs, requests]);

  useEffect(() => {
    const open = calls.current;
    return () => {
      for (const call of open) call.abort();
    };
  }, []);

  const hold = useCallback((id: string, sql: string | null) => {
    setTyped((current) => (id in current ? current : { ...current, [id]: sql }));
  }, []);
  const apply = useCallback((id: string) => {
    setTyped(({ [id]: _, ...others }) => others);
  }, []);
  const run = useCallback(
    (id: string) => {
      apply(id);
      setRuns((current) => ({ ...current, [id]: (current[id] ?? 0) + 1 }));
    },
    [apply],
  );
  const applyAll = useCallback(() => setTyped({}), []);
  const cancel = useCallback(() => {
    for (const call of calls.current) call.abort();
  }, []);
  return { lines, pending, declared, typed, hold, apply, applyAll, run, cancel };
}

export type CardRowsState = ReturnType<typeof useCardRows>;

/** What is asked for a card; nothing while its source is not complete. */
function askedCard(card: DraftCard, typed: Readonly<Record<string, string | null>>): AskedCard | null {
  const { id, title, connectionId, domainId } = card;
  if (card.kind === "TEXT") return null;
  const sql = id in typed ? (typed[id] ?? null) : card.sql;
  if (connectionId !== null) {
    return sql?.trim() ? { id, title, connectionId, sql, domainId: null, query: null } : null;
  }
  const query = domainQuerySchema.safeParse(card.query);
  if (domainId === null || !query.success) return null;
  return { id, title, connectionId: null, sql: null, domainId, query: query.data };
}

/** Filters that are finished; those under work are not asked with. */
export function usableFilters(filters: DraftContent["filters"]): DashboardFilter[] {
  const names = new Set<string>();
  return filters.flatMap((filter) => {
    const parsed = dashboardFilterSchema.safeParse(filter);
    if (!parsed.success || names.has(parsed.data.name)) return [];
    names.add(parsed.data.name);
    return [parsed.data];
  });
}

function declaredOnly(chosen: ChosenFilters, declared: readonly DashboardFilter[]): ChosenFilters {
  const names = new Set(declared.map(({ name }) => name));
  return Object.fromEntries(Object.entries(chosen).filter(([name]) => names.has(name)));
}

function without<T>(map: ReadonlyMap<string, T>, ids: readonly string[]): ReadonlyMap<string, T> {
  return new Map([...map].filter(([id]) => !ids.includes(id)));
}

function minus(set: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  return new Set([...set].filter((id) => !ids.includes(id)));
}
