import { isDeepStrictEqual } from "node:util";
import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { ParsedCard } from "./card-schema";
import { toFilters } from "./dashboard-view";
import type { DashboardFilter } from "./filter-schema";
import { mayNotWrite } from "./query-writing";

/** What is written to a dashboard; what is left out stays. */
interface WrittenQueries {
  readonly cards?: readonly ParsedCard[] | undefined;
  readonly filters?: readonly DashboardFilter[] | undefined;
}

/**
 * Makes sure that a session which is kept to some semantic domains writes nothing but queries of domains (R09): SQL
 * stands in cards as the dashboard has it already, and columns behind filters do. Whether the domains are the session's,
 * saving says.
 *
 * @throws DomainError `forbidden`
 */
export async function requireDomainQueries(
  transaction: Transaction,
  actor: Actor,
  dashboardId: string | null,
  { cards = [], filters = [] }: WrittenQueries,
): Promise<void> {
  const stored =
    dashboardId === null
      ? null
      : await transaction.dashboard.findUniqueOrThrow({
          where: { id: dashboardId, organizationId: actor.organizationId },
          select: { filters: true, cards: { select: { id: true, connectionId: true, sql: true } } },
        });
  const isKeptCard = (card: ParsedCard) =>
    card.kind !== "TEXT" &&
    stored?.cards.some(({ id, connectionId, sql }) => {
      return id === card.id && connectionId === card.connectionId && sql === card.sql;
    });
  const isOfDomain = (card: ParsedCard) => card.kind === "TEXT" || (card.sql === null && card.connectionId === null);
  const known = toFilters(stored?.filters ?? []);
  const isKeptFilter = (filter: DashboardFilter) => known.some((one) => isDeepStrictEqual(one, filter));
  const isAllowed =
    cards.every((card) => isOfDomain(card) || isKeptCard(card)) &&
    filters.every((filter) => filter.source === undefined || isKeptFilter(filter));
  if (!isAllowed) throw mayNotWrite(actor);
}
