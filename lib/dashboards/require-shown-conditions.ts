import { isDeepStrictEqual } from "node:util";
import type { Transaction } from "@/lib/database";
import { requireShownFilters } from "@/lib/domains/compile/shown-field";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import { definitionOf } from "@/lib/domains/domain-view";
import { managesDomains } from "@/lib/domains/visible-domains";
import { type Actor, tenantOf } from "@/lib/identity/actor";

interface AskedDomain {
  readonly domainId?: string | null | undefined;
  readonly query?: DomainQuery | null | undefined;
}

/**
 * Makes sure that nobody but those who manage domains puts a condition on a hidden field into a card: its answers would
 * tell the field's values bit by bit, as exploring would. One that stands in a card already, of the organization's or of
 * their own tenant's, stays theirs to keep and to copy.
 *
 * @throws DomainError `query_refused`, for a hidden field as for none
 */
export async function requireShownConditions(
  transaction: Transaction,
  actor: Actor,
  projectId: string,
  cards: readonly AskedDomain[],
): Promise<void> {
  if (managesDomains(actor)) return;
  const { organizationId } = actor;
  const asked = cards.filter(({ query }) => (query?.filters.length ?? 0) > 0);
  const domainIds = [...new Set(asked.flatMap(({ domainId }) => domainId ?? []))];
  if (domainIds.length === 0) return;
  const homes = [organizationId, ...[tenantOf(actor)].flatMap((id) => id ?? [])];
  const [domains, written] = await Promise.all([
    transaction.semanticDomain.findMany({
      where: { id: { in: domainIds }, projectId, organizationId },
      select: { id: true, definition: true },
    }),
    transaction.card.findMany({
      where: { domainId: { in: domainIds }, projectId, dashboard: { organizationId, homeId: { in: homes } } },
      select: { domainId: true, query: true },
    }),
  ]);
  for (const { id, definition } of domains) {
    const known = written
      .filter(({ domainId }) => domainId === id)
      // Checked against its schema when it was written.
      .flatMap(({ query }) => (query as unknown as DomainQuery | null)?.filters ?? []);
    const added = asked
      .filter(({ domainId }) => domainId === id)
      .flatMap(({ query }) => query?.filters ?? [])
      .filter((condition) => !known.some((one) => isDeepStrictEqual(one, condition)));
    requireShownFilters(definitionOf(definition), added);
  }
}
