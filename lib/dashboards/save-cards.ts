import type { Transaction } from "@/lib/database";
import { visibleDomains } from "@/lib/domains/visible-domains";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import type { ParsedCard } from "./card-schema";
import { cardSelect } from "./dashboard-view";
import { type CardSource, type KeepOptions, keepCardSources } from "./keep-sources";
import { requireShownConditions } from "./require-shown-conditions";

/** The dashboard that cards are written to. */
export interface CardHome {
  readonly id: string;
  readonly projectId: string;
}

export interface SaveCardsOptions extends KeepOptions {
  /** For a version of this dashboard: cards removed since come back under their own ids, so that links work again. */
  readonly reviveRemoved?: boolean;
}

/**
 * Makes the cards of a dashboard exactly these: new ones are added, those left out are removed. SQL is stored as it
 * was written; what it may read is decided anew each time it runs. A card whose source the actor does not see keeps the
 * one it has here, and can be nowhere else (R09).
 *
 * @throws DomainError `not_found` for a connection that is not of this project, or a card that is not of this dashboard,
 * `forbidden` for a hidden source that no card of this dashboard has
 */
export async function saveCards(
  transaction: Transaction,
  actor: Actor,
  dashboard: CardHome,
  given: readonly ParsedCard[],
  options: SaveCardsOptions = {},
): Promise<void> {
  const { id: dashboardId, projectId } = dashboard;
  const existing = await transaction.card.findMany({ where: { dashboardId }, select: cardSelect });
  const known = new Map(existing.map((card) => [card.id, card]));
  const { cards, chosen } = keepCardSources(actor, given, known, options);
  await requireSources(transaction, actor, projectId, chosen);
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
