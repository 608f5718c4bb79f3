"use client";
import { useEffect, useState } from "react";
import type { QueryCatalog } from "@/lib/queries/query-sources-schema";
import type { DraftRequests } from "./draft-requests";
import { useEditorWords } from "./messages/use-editor-words";

/** What may be named on a connection, fetched once a page. */
export function useCatalog(requests: DraftRequests, connectionId: string | null) {
  const [known, setKnown] = useState<Readonly<Record<string, QueryCatalog>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const { say } = useEditorWords();
  const catalog = connectionId ? (known[connectionId] ?? null) : null;
  useEffect(() => {
    if (!connectionId || known[connectionId]) return;
    let current = true;
    requests
      .catalog(connectionId)
      .then((found) => {
        if (!current) return;
        setKnown((others) => ({ ...others, [connectionId]: found }));
        setFailure(found.refusal);
      })
      .catch(() => current && setFailure(say("noCompletion")));
    return () => {
      current = false;
    };
  }, [requests, connectionId, known, say]);
  return { catalog, failure };
}
