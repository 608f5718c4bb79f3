import type { CardKind } from "@/prisma/client/enums";
import { undrawnOptions } from "./undrawn-options";

interface SourcedCard {
  readonly kind: CardKind;
  readonly domainId?: string | null;
}

/** Cards and filters of a dashboard, published or under work, as far as they name domains. */
export interface SourcedContent {
  readonly cards: readonly SourcedCard[];
  readonly filters: readonly { readonly domainSource?: unknown }[];
}

/** Ids of domains that somebody sees. */
export type SeenIds = Pick<ReadonlySet<string>, "has">;

/** The domains that cards and filters name. */
export function domainIdsOf({ cards, filters }: SourcedContent): string[] {
  const ids = [...cards.map(({ domainId }) => domainId ?? null), ...filters.map(filterDomain)];
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

/**
 * Leaves everything out of a card that would tell of a domain which its reader does not see: its id, what is asked of it,
 * and the names of its columns in drawing and clicks. The card stays in its place under its title (R09).
 */
export function hideCardSource<Card extends SourcedCard>(card: Card, seen: SeenIds): Card {
  const { kind, domainId = null } = card;
  if (domainId === null || seen.has(domainId.toLowerCase())) return card;
  return { ...card, ...withoutSource, options: undrawnOptions[kind], sourceHidden: true };
}

const withoutSource = { interactions: [], connectionId: null, sql: null, domainId: null, query: null };

/** The same of a filter: neither the dimension behind it nor which other ones of that domain narrow it. */
export function hideFilterSource<Filter extends { readonly domainSource?: unknown }>(
  filter: Filter,
  seen: SeenIds,
): Filter {
  const domainId = filterDomain(filter);
  if (domainId === null || seen.has(domainId)) return filter;
  const { domainSource: _, narrowedBy: __, ...rest } = filter as Filter & { readonly narrowedBy?: unknown };
  return { ...rest, sourceHidden: true } as unknown as Filter;
}

/** Both, of all that a dashboard's editor gets. */
export function hideSources<Content extends SourcedContent>(content: Content, seen: SeenIds): Content {
  return {
    ...content,
    cards: content.cards.map((card) => hideCardSource(card, seen)),
    filters: content.filters.map((filter) => hideFilterSource(filter, seen)),
  };
}

/** A filter under work may hold anything where its source will be. */
function filterDomain({ domainSource }: { readonly domainSource?: unknown }): string | null {
  if (typeof domainSource !== "object" || domainSource === null || !("domainId" in domainSource)) return null;
  return String(domainSource.domainId).toLowerCase();
}
