"use client";
import { useEffect, useState } from "react";
import type { DomainFields } from "@/lib/domains/domain-schema";
import { type DraftRequests, reasonOf } from "./draft-requests";

/** What a domain offers, fetched once a page. */
export function useDomainFields(requests: DraftRequests, domainId: string | null) {
  const [known, setKnown] = useState<Readonly<Record<string, DomainFields>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (!domainId || known[domainId]) return;
    let current = true;
    setFailure(null);
    requests
      .domainFields(domainId)
      .then((fields) => current && setKnown((others) => ({ ...others, [domainId]: fields })))
      .catch((error: unknown) => current && setFailure(reasonOf(error)));
    return () => {
      current = false;
    };
  }, [requests, domainId, known]);
  return { fields: domainId ? (known[domainId] ?? null) : null, failure };
}
