import type { FilterInput } from "@/lib/domains/compile/given-values";
import { type CompiledDomainQuery, compileDomainQuery } from "@/lib/domains/compile-domain-query";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import { findUsableDomain, type UsableDomain } from "@/lib/domains/find-usable-domain";
import { DomainError, notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { QueryRequest } from "@/lib/queries/query-request";
import { type BoundFilters, type BoundValue, filtersForSql, notKeptToLocked, whyNotBound } from "./bind-filters";
import type { CardRow } from "./dashboard-view";
import type { FilterValues } from "./filter-schema";
import type { RunnableDashboard } from "./load-dashboard-for-viewing";

/** What a card asks, where, and with which values. */
export type CardQuery = Pick<QueryRequest, "connectionId" | "sql" | "filters" | "domainId" | "queryValues">;

/** Values of the declared filters, and those among them that nobody may change. */
export interface CardFilters {
  readonly values: BoundFilters;
  readonly locked: FilterValues;
}

/** A card cannot run with the values of this page: words for the viewer, which name no table. */
export class NotBound extends DomainError {
  constructor(reason: string) {
    super("query_refused", reason);
  }
}

/**
 * The query behind a card, with its filters filled in. A card of a domain that the viewer does not see is not there for
 * them; one that leaves a locked filter out would show what the filter was to keep from them (R09).
 *
 * @throws DomainError `not_found` for a card without rows of its own or of a hidden domain, `query_refused`,
 * `unauthenticated`
 */
export async function cardQuery(
  actor: Actor,
  dashboard: RunnableDashboard,
  card: CardRow,
  { values, locked }: CardFilters,
): Promise<CardQuery> {
  const { connectionId, sql } = card;
  if (connectionId !== null && sql !== null) {
    const reason = whyNotBound(sql, dashboard.filters, values, locked);
    if (reason) throw new NotBound(reason);
    return { connectionId, sql, filters: filtersForSql(sql, dashboard.filters, values) };
  }
  const { domain, query } = await domainOfCard(actor, dashboard, card);
  const { dialect, definition } = domain;
  const { weekStart } = dashboard.settings;
  return boundQuery(
    domain,
    compileDomainQuery(definition, query, { dialect, weekStart, filters: domainFilters(values) }),
    locked,
  );
}

/** Filters as a domain's query takes them: a scalar, a list, or the ends of a range. */
export function domainFilters(values: BoundFilters): Readonly<Record<string, FilterInput>> {
  const entries = Object.entries(values).map(([name, value]) => [name, withoutKind(value)] as const);
  return Object.fromEntries(entries);
}

function withoutKind(value: BoundValue): FilterInput {
  if (typeof value !== "object" || !("of" in value)) return value;
  const { of: _, ...ends } = value;
  return ends;
}

/**
 * The domain that a card asks, and what it asks.
 *
 * @throws DomainError `not_found` for another card and for a hidden domain alike
 */
export async function domainOfCard(
  actor: Actor,
  { access }: Pick<RunnableDashboard, "access">,
  { domainId, query }: Pick<CardRow, "domainId" | "query">,
): Promise<{ readonly domain: UsableDomain; readonly query: DomainQuery }> {
  if (domainId === null || query === null) throw notFound("Card");
  const domain = await findUsableDomain(actor, { projectId: access.projectId, domainId }, { savedCard: true }).catch(
    (error: unknown) => {
      throw error instanceof DomainError && error.code === "not_found" ? notFound("Card") : error;
    },
  );
  // Checked against its schema when it was written.
  return { domain, query: query as unknown as DomainQuery };
}

/**
 * A compiled query as the gate takes it, if it is kept to every locked filter.
 *
 * @throws DomainError `query_refused`
 */
export function boundQuery(
  { id, connectionId }: UsableDomain,
  { sql, values, boundFilters }: CompiledDomainQuery,
  locked: FilterValues,
): CardQuery {
  if (Object.keys(locked).some((name) => !boundFilters.has(name))) throw new NotBound(notKeptToLocked);
  // Their values are the query's by now; the names are still compared with those that security speaks with (R07).
  const filters = Object.fromEntries([...boundFilters].map((name) => [name, ""]));
  return { connectionId, sql, filters, domainId: id, queryValues: values };
}
