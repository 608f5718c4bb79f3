import type { CardView } from "./card-schema";
import type { DashboardView } from "./dashboard-schema";
import type { DraftCard, DraftContent } from "./draft-schema";

/** A published dashboard as its editor begins with it; for those who got it with its queries. */
export function draftContentOf({ title, description, filters, tabs, settings, cards }: DashboardView): DraftContent {
  return {
    title,
    description,
    filters: filters.map(({ offersValues: _, ...filter }) => filter) as unknown as DraftContent["filters"],
    tabs,
    settings: settings as DraftContent["settings"],
    cards: cards.map((card) => ({ ...withoutSource, ...withoutWords(card) }) as unknown as DraftCard),
  };
}

/** A card without what its domain calls its columns: that is looked up, and no part of what is edited. */
function withoutWords(card: CardView): object {
  if (card.kind === "TEXT") return card;
  const { fields: _, ...definition } = card;
  return definition;
}

/** What text has not, and what a card has empty that reads from elsewhere. */
const withoutSource = { interactions: [], connectionId: null, sql: null, domainId: null, query: null };

/** A draft's cards as a definition has them: text has no rows, so it names no source. */
export function finishedCards({ cards }: DraftContent): Record<string, unknown>[] {
  return cards.map(({ interactions, connectionId, sql, domainId, query, sourceHidden, ...card }) => {
    if (card.kind === "TEXT") return card;
    const hidden = sourceHidden ? { sourceHidden } : {};
    return { ...card, interactions, connectionId, sql, domainId, query, ...hidden };
  });
}
