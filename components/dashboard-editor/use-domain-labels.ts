"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { columnNamesOf, domainQuerySchema } from "@/lib/domains/domain-query-schema";
import type { DomainView } from "@/lib/domains/domain-schema";
import type { DraftRequests } from "./draft-requests";

type Fields = NonNullable<Extract<CardView, { kind: "TABLE" }>["fields"]>;

/**
 * How a domain calls the columns of a card under work, as the server says it of saved cards. The same answer for the same
 * card, so that it is not drawn again for it.
 */
export function useDomainLabels(requests: DraftRequests, cards: readonly DraftCard[]) {
  const [domains, setDomains] = useState<ReadonlyMap<string, DomainView>>(new Map());
  const asked = useRef(new Set<string>());
  const known = useRef(new WeakMap<DraftCard, { domain: DomainView; fields: Fields | undefined }>());
  useEffect(() => {
    for (const { domainId } of cards) {
      if (domainId === null || asked.current.has(domainId)) continue;
      asked.current.add(domainId);
      requests.domainFields(domainId).then(
        (domain) => setDomains((others) => new Map(others).set(domainId, domain)),
        // Without it, columns are called as the query names them.
        () => undefined,
      );
    }
  }, [requests, cards]);
  return useCallback(
    (card: DraftCard): Fields | undefined => {
      const domain = card.domainId === null ? undefined : domains.get(card.domainId);
      if (!domain) return undefined;
      const found = known.current.get(card);
      if (found?.domain === domain) return found.fields;
      const fields = fieldsOf(card, domain);
      known.current.set(card, { domain, fields });
      return fields;
    },
    [domains],
  );
}

function fieldsOf({ query }: DraftCard, { datasets }: DomainView): Fields | undefined {
  const asked = domainQuerySchema.safeParse(query).data;
  if (!asked) return undefined;
  const all = new Map<string, Pick<Fields[number], "label" | "format">>(
    datasets.flatMap(({ name, dimensions, measures }) =>
      [...dimensions, ...measures].map((field) => [`${name}.${field.name}`, field] as const),
    ),
  );
  const names = [...asked.dimensions, ...asked.measures.map((field) => ({ field, grain: undefined }))];
  return columnNamesOf(asked).map((column, index) => {
    const { field = column, grain } = names[index] ?? {};
    const { label = column, format } = all.get(field) ?? {};
    return { column, label: grain ? `${label} (${grain})` : label, ...(format ? { format } : {}) };
  });
}
