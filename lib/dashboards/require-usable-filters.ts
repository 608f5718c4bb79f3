import type { Transaction } from "@/lib/database";
import { visibleDomains } from "@/lib/domains/visible-domains";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { requireFilterNames } from "@/lib/policies/filter-placeholders";
import { definitionOf, definitionSelect } from "@/lib/policies/policy-rows";
import type { Prisma } from "@/prisma/client/client";
import { toFilters } from "./dashboard-view";
import type { DashboardFilter } from "./filter-schema";

const connectionSelect = { connectionId: true, domain: { select: { connectionId: true } } } as const;

function connectionOf(card: Prisma.CardGetPayload<{ select: typeof connectionSelect }>): string[] {
  const id = card.connectionId ?? card.domain?.connectionId;
  return id ? [id] : [];
}

/**
 * Makes sure, when a dashboard is saved, that its filters offer values of its own project's connections, those that its
 * author has chosen of domains that the author sees only, and that none is called like something security speaks with on a connection that it uses; running it would refuse for the same
 * reason (R07).
 *
 * @throws DomainError `invalid_input`, `not_found` for a connection that is not of the project
 */
export async function requireUsableFilters(
  actor: Actor,
  transaction: Transaction,
  dashboardId: string,
  chosen: ReadonlySet<string>,
): Promise<void> {
  const { projectId, filters, cards } = await transaction.dashboard.findUniqueOrThrow({
    where: { id: dashboardId },
    select: { projectId: true, filters: true, cards: { select: connectionSelect } },
  });
  const declared = toFilters(filters);
  const names = declared.map(({ name }) => name);
  if (names.length === 0) return;
  const sources = [...new Set(declared.flatMap(({ source }) => source?.connectionId ?? []))];
  const known = await transaction.connection.count({ where: { id: { in: sources }, projectId } });
  if (known !== sources.length) throw notFound("Connection");
  const own = domainsOf(declared.filter(({ name }) => chosen.has(name)));
  const seen = await transaction.semanticDomain.count({
    where: { AND: [await visibleDomains(actor), { id: { in: own }, projectId }] },
  });
  if (seen !== own.length) throw notFound("Domain");
  const domains = await transaction.semanticDomain.findMany({
    where: { id: { in: domainsOf(declared) }, projectId },
    select: { connectionId: true },
  });
  const asked = domains.flatMap(({ connectionId }) => connectionId ?? []);
  const policies = await transaction.policy.findMany({
    where: { connectionId: { in: [...sources, ...asked, ...cards.flatMap(connectionOf)] } },
    select: definitionSelect,
  });
  requireFilterNames(Object.fromEntries(names.map((name) => [name, ""])), policies.map(definitionOf));
}

function domainsOf(filters: readonly DashboardFilter[]): string[] {
  return [...new Set(filters.flatMap(({ domainSource }) => domainSource?.domainId ?? []))];
}
