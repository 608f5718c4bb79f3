import { compileDomainQuery } from "@/lib/domains/compile-domain-query";
import type { DomainFilter, DomainQuery } from "@/lib/domains/domain-query-schema";
import { findUsableDomain } from "@/lib/domains/find-usable-domain";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { runQuery } from "@/lib/queries/run-query";
import type { BoundFilters } from "./bind-filters";
import { boundQuery, domainFilters } from "./card-query";
import type { DashboardFilter, DomainFilterSource, FilterValuesView } from "./filter-schema";
import type { RunnableDashboard } from "./load-dashboard-for-viewing";

export interface DomainValuesQuery {
  readonly source: DomainFilterSource;
  readonly search: string | undefined;
  readonly limit: number;
  /** Filters whose values the rows must have: the locked ones, and those chosen that narrow this one. */
  readonly kept: readonly string[];
  readonly values: BoundFilters;
  readonly asTenantId: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * The values of a domain's dimension that this viewer's own rows have, each once. Kept to filters over dimensions of the
 * same domain; one that it cannot be kept to refuses it (R09).
 *
 * @throws DomainError `not_found` for a domain that the viewer does not see, `query_refused`, and what the gate says
 */
export async function domainFilterValues(
  actor: Actor,
  { access, filters, settings }: RunnableDashboard,
  { source, search, limit, kept, values, asTenantId, signal }: DomainValuesQuery,
): Promise<FilterValuesView> {
  const { domainId, field } = source;
  const domain = await findUsableDomain(actor, { projectId: access.projectId, domainId }, { savedCard: true });
  const query: DomainQuery = {
    dimensions: [{ field }],
    measures: [],
    filters: [
      { field, operator: "is_not_empty", values: [] },
      ...kept.map((name) => keptCondition(source, filters, name)),
      ...(search ? [{ field, operator: "contains" as const, values: [search] }] : []),
    ],
    sort: [{ column: field.slice(field.indexOf(".") + 1), direction: "ascending" }],
    limit: Math.min(limit + 1, 10_000),
  };
  const compiled = compileDomainQuery(domain.definition, query, {
    dialect: domain.dialect,
    weekStart: settings.weekStart,
    filters: domainFilters(values),
    distinct: true,
  });
  const { data, truncated } = await runQuery(actor, {
    ...boundQuery(domain, compiled, Object.fromEntries(kept.map((name) => [name, ""]))),
    purpose: "filter_values",
    dashboardId: access.id,
    homeTenantId: access.tenantId ?? undefined,
    asTenantId,
    signal,
    maximumRows: limit,
  });
  return { data: (data[0] ?? []).flatMap((value) => (value === null ? [] : [value])), truncated };
}

function keptCondition(source: DomainFilterSource, filters: readonly DashboardFilter[], name: string): DomainFilter {
  const other = filters.find((filter) => filter.name === name)?.domainSource;
  if (other?.domainId === source.domainId)
    return { field: other.field, operator: "equals", values: [], fromFilter: name };
  throw new DomainError("query_refused", "This list cannot be kept to the filters of this page");
}
