import { useCallback, useRef, useState } from "react";
import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import { DataRequestError } from "@/components/dashboards/card-data";
import { sameValue } from "@/lib/dashboards/content-parts";
import type { DashboardView, UpdateDashboardInput } from "@/lib/dashboards/dashboard-schema";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { mergeContents } from "@/lib/dashboards/merge-contents";
import { beginHistory, redo, takeStep, undo } from "@/lib/dashboards/undo-history";

/** What saving came to; a refusal in the API's own words. */
export type Outcome = "saved" | "merged" | "clash" | { readonly refusal: string };

/**
 * A dashboard under work in an embed. A token may be nobody's by name, so nothing is kept as a draft: saving is
 * publishing. Onto another's newer version it is not done unseen: both are brought together first.
 */
export function useEmbedEdit(requests: DraftRequests, view: DashboardView) {
  const base = useRef({ content: draftContentOf(view), version: view.version ?? 1 });
  const [history, setHistory] = useState(() => beginHistory(base.current.content));
  const content = history.present;
  const change = useCallback((next: (content: DraftContent) => DraftContent, key?: string) => {
    setHistory((current) => takeStep(current, next(current.present), key ?? null, Date.now()));
  }, []);

  async function save(): Promise<Outcome> {
    try {
      const known = new Set(base.current.content.cards.map(({ id }) => id));
      const saved = await requests.update({ ...finished(content, known), version: base.current.version });
      base.current = { content: draftContentOf(saved), version: saved.version ?? base.current.version };
      setHistory(beginHistory(base.current.content));
      return "saved";
    } catch (error) {
      if (!(error instanceof DataRequestError)) throw error;
      return error.code === "conflict" ? mergeTheirs() : { refusal: error.message };
    }
  }

  async function mergeTheirs(): Promise<Outcome> {
    const newer = await requests.dashboard();
    const theirs = draftContentOf(newer);
    const { content: both, conflicts } = mergeContents(base.current.content, content, theirs);
    base.current = { content: theirs, version: newer.version ?? base.current.version };
    setHistory((current) => takeStep(current, both, null, Date.now()));
    return conflicts.length > 0 ? "clash" : "merged";
  }

  return {
    content,
    change,
    save,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isChanged: !sameValue(content, base.current.content),
  };
}

/** What is sent: cards that the dashboard has not yet get their ids from the server. */
function finished(content: DraftContent, known: ReadonlySet<string>): UpdateDashboardInput {
  const cards = content.cards.map(({ id, ...card }: DraftCard) => {
    const { interactions, connectionId, sql, domainId, query, sourceHidden, ...shared } = card;
    const source = card.kind === "TEXT" ? {} : { interactions, connectionId, sql, domainId, query, sourceHidden };
    return { ...shared, ...source, ...(known.has(id) ? { id } : {}) };
  });
  // Whether all of it is finished is the server's to say, at its place.
  return { title: content.title, cards } as unknown as UpdateDashboardInput;
}
