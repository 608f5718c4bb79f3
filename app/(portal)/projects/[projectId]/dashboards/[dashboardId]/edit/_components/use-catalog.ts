"use client";
import { useEffect, useState } from "react";
import { type DraftRequests, reasonOf } from "@/components/dashboard-editor/draft-requests";
import type { QueryCatalog } from "@/lib/queries/query-sources-schema";

/** What may be named on a connection, fetched once a page. */
export function useCatalog(requests: DraftRequests, connectionId: string | null) {
  const [known, setKnown] = useState<Readonly<Record<string, QueryCatalog>>>({});
  const [failure, setFailure] = useState<string | null>(null);
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
      .catch((error: unknown) => current && setFailure(`Completion is not there: ${reasonOf(error)}`));
    return () => {
      current = false;
    };
  }, [requests, connectionId, known]);
  return { catalog, failure };
}
