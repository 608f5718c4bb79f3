"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { DataRequestError } from "@/components/dashboards/card-data";
import { sameValue } from "@/lib/dashboards/content-parts";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { beginHistory, redo, takeStep, undo } from "@/lib/dashboards/undo-history";
import type { DraftRequests } from "./draft-requests";

/** `elsewhere`: another window of the same person has saved. `failed`: tried again soon. */
export type SaveState = "saved" | "unsaved" | "saving" | "failed" | "elsewhere";

export interface DraftStart {
  readonly content: DraftContent;
  readonly baseVersion: number;
  /** 0 while there is no draft. */
  readonly revision: number;
  /** What is published, to tell whether anything differs from it. */
  readonly published: DraftContent;
}

export type Change = (change: (content: DraftContent) => DraftContent, key?: string) => void;

const quietMilliseconds = 700;
const retryMilliseconds = 5_000;

/**
 * The dashboard under work: every change is a step that can be undone, and is kept on the server a moment later. A save
 * that fails is tried again; what is on the screen is never thrown away for it.
 */
export function useDraft(requests: DraftRequests, start: DraftStart) {
  const [history, setHistory] = useState(() => beginHistory(start.content));
  const [published, setPublished] = useState(start.published);
  const [saveState, setSaveState] = useState<SaveState>("saved");
  const stored = useRef({ content: start.content, baseVersion: start.baseVersion, revision: start.revision });
  const [baseVersion, setBaseVersion] = useState(start.baseVersion);
  const saving = useRef<Promise<void> | null>(null);
  /** Nothing is saved while a draft is being thrown away, or another window's has to be looked at first. */
  const isHeld = useRef(false);
  const present = useRef(start.content);
  present.current = history.present;

  const change = useCallback<Change>((next, key) => {
    setHistory((current) => takeStep(current, next(current.present), key ?? null, Date.now()));
  }, []);

  const saveOnce = useCallback(
    async (keepalive: boolean) => {
      const content = present.current;
      setSaveState("saving");
      try {
        const { revision } = await requests.save({ ...stored.current, content }, keepalive);
        stored.current = { ...stored.current, content, revision };
        setSaveState(present.current === content ? "saved" : "unsaved");
      } catch (error) {
        const isElsewhere = error instanceof DataRequestError && error.code === "conflict";
        isHeld.current ||= isElsewhere;
        setSaveState(isElsewhere ? "elsewhere" : "failed");
        throw error;
      }
    },
    [requests],
  );

  /** Saves what is on the screen, and resolves with the revision under which all of it is kept. */
  const flush = useCallback(
    async (keepalive = false): Promise<number> => {
      while (saving.current) await saving.current.catch(() => undefined);
      if (present.current !== stored.current.content || stored.current.revision === 0) {
        saving.current = saveOnce(keepalive);
        await saving.current.finally(() => {
          saving.current = null;
        });
      }
      return stored.current.revision;
    },
    [saveOnce],
  );

  useEffect(() => {
    if (history.present === stored.current.content) return;
    setSaveState((state) => (state === "elsewhere" ? state : "unsaved"));
    const timer = setTimeout(() => {
      if (!isHeld.current) void flush().catch(() => undefined);
    }, quietMilliseconds);
    return () => clearTimeout(timer);
  }, [history.present, flush]);

  useEffect(() => {
    if (saveState !== "failed") return;
    const timer = setTimeout(() => void flush().catch(() => undefined), retryMilliseconds);
    return () => clearTimeout(timer);
  }, [saveState, flush]);

  useEffect(() => {
    const leave = () => {
      const isUnsaved = present.current !== stored.current.content && !isHeld.current;
      if (document.visibilityState === "hidden" && isUnsaved) {
        void flush(true).catch(() => undefined);
      }
    };
    document.addEventListener("visibilitychange", leave);
    return () => document.removeEventListener("visibilitychange", leave);
  }, [flush]);

  /** Waits for what is being saved and lets nothing more be saved until the draft begins anew. */
  const settle = useCallback(async () => {
    isHeld.current = true;
    while (saving.current) await saving.current.catch(() => undefined);
  }, []);

  /** Goes on from another state, such as what was just published; what was before cannot be undone. */
  const restart = useCallback((next: DraftStart) => {
    isHeld.current = false;
    stored.current = { content: next.content, baseVersion: next.baseVersion, revision: next.revision };
    setBaseVersion(next.baseVersion);
    setPublished(next.published);
    setHistory(beginHistory(next.content));
    setSaveState("saved");
  }, []);

  /** Puts other content in, as a step that can be undone, on a newer version of the dashboard. */
  const rebase = useCallback((content: DraftContent, version: number, theirs: DraftContent, revision?: number) => {
    isHeld.current = false;
    stored.current = { ...stored.current, baseVersion: version, revision: revision ?? stored.current.revision };
    setBaseVersion(version);
    setPublished(theirs);
    setHistory((current) => takeStep(current, content, null, Date.now()));
    setSaveState("unsaved");
  }, []);

  return {
    content: history.present,
    published,
    baseVersion,
    change,
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isChanged: !sameValue(history.present, published),
    saveState,
    flush,
    settle,
    restart,
    rebase,
  };
}

export type Draft = ReturnType<typeof useDraft>;
