import type { Transaction } from "@/lib/database";
import { requireShownFilters } from "@/lib/domains/compile/shown-field";
import { definitionOf } from "@/lib/domains/domain-view";
import { managesDomains } from "@/lib/domains/visible-domains";
import { DomainError } from "@/lib/errors";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { toFilters } from "./dashboard-view";
import type { DashboardFilter, DomainFilterSource } from "./filter-schema";

/**
 * Makes sure that nobody but those who manage domains puts a filter over a hidden dimension: narrowing another list by it
 * would tell its values one by one, as a condition would. One that stands in a dashboard of the project already, of the
 * organization's or of their own tenant's, stays theirs to keep and to copy. Asked before anything is written.
 *
 * @throws DomainError `query_refused`, for a hidden dimension as for none
 */
export async function requireShownSources(
  transaction: Transaction,
  actor: Actor,
  projectId: string,
  filters: readonly DashboardFilter[],
): Promise<void> {
  const sources = filters.flatMap(({ domainSource }) => domainSource ?? []);
  if (sources.length === 0 || managesDomains(actor)) return;
  const { organizationId } = actor;
  const domains = await transaction.semanticDomain.findMany({
    where: { id: { in: sources.map(({ domainId }) => domainId) }, projectId, organizationId },
    select: { id: true, definition: true },
  });
  const refusals = sources.flatMap((source) => {
    const domain = domains.find(({ id }) => id === source.domainId.toLowerCase());
    const refusal = domain && refusalOf(() => requireShownFilters(definitionOf(domain.definition), [source]));
    return refusal ? [{ source, refusal }] : [];
  });
  if (refusals.length === 0) return;
  const homes = [organizationId, ...[tenantOf(actor)].flatMap((id) => id ?? [])];
  const written = await transaction.dashboard.findMany({
    where: { projectId, organizationId, homeId: { in: homes } },
    select: { filters: true },
  });
  const stored = written.flatMap((board) => toFilters(board.filters).flatMap(({ domainSource }) => domainSource ?? []));
  const known = new Set(stored.map(keyOf));
  const added = refusals.find(({ source }) => !known.has(keyOf(source)));
  if (added) throw added.refusal;
}

function keyOf({ domainId, field }: DomainFilterSource): string {
  return `${domainId.toLowerCase()} ${field}`;
}

function refusalOf(check: () => void): DomainError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
