import type { Transaction } from "@/lib/database";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import { visibleDomains } from "@/lib/domains/visible-domains";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import type { ParsedCard } from "./card-schema";
import { requireShownConditions } from "./require-shown-conditions";

/** The dashboard that cards are written to. */
export interface CardHome {
  readonly id: string;
  readonly projectId: string;
}

export interface SaveCardsOptions {
  /** For a version of this dashboard: cards removed since come back under their own ids, so that links work again. */
  readonly reviveRemoved?: boolean;
}

/**
 * Makes the cards of a dashboard exactly these: new ones are added, those left out are removed. SQL is stored as it
 * was written; what it may read is decided anew each time it runs.
 *
 * @throws DomainError `not_found` for a connection that is not of this project, or a card that is not of this dashboard
 */
export async function saveCards(
  transaction: Transaction,
  actor: Actor,
  dashboard: CardHome,
  cards: readonly ParsedCard[],
  options: SaveCardsOptions = {},
): Promise<void> {
  const drawn = cards.filter((card) => card.kind !== "TEXT");
  await requireSources(transaction, actor, dashboard.projectId, drawn);
  const { id: dashboardId, projectId } = dashboard;
  const existing = await transaction.card.findMany({ where: { dashboardId }, select: { id: true } });
  const known = new Set(existing.map(({ id }) => id));
  const isKept = ({ id }: ParsedCard) => id !== undefined && known.has(id);
  const added = cards.filter((card) => !isKept(card));
  if (!options.reviveRemoved && added.some(({ id }) => id !== undefined)) throw notFound("Card");
  const kept = cards.filter(isKept);
  await transaction.card.deleteMany({ where: { dashboardId, id: { notIn: kept.flatMap(({ id }) => id ?? []) } } });
  for (const { id, ...card } of kept) {
    await transaction.card.update({ where: { id, dashboardId }, data: toColumns(card) });
  }
  await transaction.card.createMany({
    data: added.map(({ id, ...card }) => ({ ...toColumns(card), ...(id ? { id } : {}), dashboardId, projectId })),
  });
}

/** A card as its table has it: what its kind does not know is empty, also when it was something else before. */
function toColumns(card: Omit<ParsedCard, "id">) {
  const source = { connectionId: null, sql: null, domainId: null, query: null, interactions: [], ...card };
  return { ...source, query: source.query ?? Prisma.DbNull, mobileLayout: card.mobileLayout ?? Prisma.DbNull };
}

/** Where a card's rows come from; text has neither. */
interface CardSource {
  readonly connectionId?: string | null;
  readonly domainId?: string | null;
  readonly query?: DomainQuery | null;
}

/**
 * Makes sure that every card reads from a connection or a domain of the dashboard's own project, and asks the domain
 * nothing that its author may not.
 *
 * @throws DomainError `not_found`, the same for one of somebody else's and for none; `query_refused` for a condition on a
 * hidden field
 */
export async function requireSources(
  transaction: Transaction,
  actor: Actor,
  projectId: string,
  cards: readonly CardSource[],
): Promise<void> {
  const { organizationId } = actor;
  const connectionIds = [...new Set(cards.flatMap(({ connectionId }) => connectionId ?? []))];
  const connections = await transaction.connection.count({
    where: { id: { in: connectionIds }, projectId, organizationId },
  });
  if (connections !== connectionIds.length) throw notFound("Connection");
  const domainIds = [...new Set(cards.flatMap(({ domainId }) => domainId ?? []))];
  const domains = await transaction.semanticDomain.count({
    where: { AND: [await visibleDomains(actor), { id: { in: domainIds }, projectId }] },
  });
  if (domains !== domainIds.length) throw notFound("Domain");
  await requireShownConditions(transaction, actor, projectId, cards);
}
