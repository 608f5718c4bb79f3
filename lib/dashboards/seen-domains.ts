import { database } from "@/lib/database";
import type { DomainDefinition } from "@/lib/domains/domain-definition-schema";
import { definitionOf } from "@/lib/domains/domain-view";
import { visibleDomains } from "@/lib/domains/visible-domains";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { domainIdsOf, type SourcedContent } from "./hide-sources";

/** What domains of a dashboard say, by id: those that one actor sees. */
export type SeenDomains = ReadonlyMap<string, DomainDefinition>;

/**
 * Of the domains that cards and filters of a dashboard name, those that this actor sees; one that is hidden and one that
 * is gone are left out alike (R09).
 *
 * @throws DomainError `unauthenticated` when the session has ended
 */
export async function seenDomains(actor: Actor, projectId: string, content: SourcedContent): Promise<SeenDomains> {
  const ids = domainIdsOf(content).filter(isUuid);
  if (ids.length === 0) return new Map();
  const domains = await database.semanticDomain.findMany({
    where: { AND: [await visibleDomains(actor, { savedCard: true }), { id: { in: ids }, projectId }] },
    select: { id: true, definition: true },
  });
  return new Map(domains.map(({ id, definition }) => [id, definitionOf(definition)]));
}
