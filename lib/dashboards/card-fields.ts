import { database } from "@/lib/database";
import { answerFields } from "@/lib/domains/answer-fields";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import { definitionOf } from "@/lib/domains/domain-view";
import { visibleDomains } from "@/lib/domains/visible-domains";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { CardFields, CardRow } from "./dashboard-view";

/**
 * What the domains of a dashboard's cards call their columns, for the domains that this actor sees. A card whose domain
 * has lost a field has no words for its columns; what is wrong, running it tells.
 *
 * @throws DomainError `unauthenticated` when the session has ended
 */
export async function cardFields(actor: Actor, projectId: string, cards: readonly CardRow[]): Promise<CardFields> {
  const ids = [...new Set(cards.flatMap(({ domainId }) => domainId ?? []))];
  if (ids.length === 0) return new Map();
  const domains = await database.semanticDomain.findMany({
    where: { AND: [await visibleDomains(actor, { savedCard: true }), { id: { in: ids }, projectId }] },
    select: { id: true, definition: true },
  });
  const definitions = new Map(domains.map(({ id, definition }) => [id, definitionOf(definition)]));
  return new Map(
    cards.flatMap(({ id, domainId, query }) => {
      const definition = domainId === null ? undefined : definitions.get(domainId);
      if (!definition || query === null) return [];
      try {
        return [[id, answerFields(definition, query as unknown as DomainQuery)] as const];
      } catch (error) {
        if (error instanceof DomainError) return [];
        throw error;
      }
    }),
  );
}
