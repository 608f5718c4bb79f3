import type { CardKind } from "@/prisma/client/enums";
import type { DraftContent } from "./draft-schema";

/** What of a card is hidden with its source, and comes back with it. */
interface CardParts {
  readonly kind: CardKind;
  readonly options: unknown;
  readonly interactions?: unknown;
  readonly connectionId?: string | null;
  readonly sql?: string | null;
  readonly domainId?: string | null;
  readonly query?: unknown;
  readonly sourceHidden?: true;
}

interface FilterParts {
  readonly name?: unknown;
  readonly source?: unknown;
  readonly domainSource?: unknown;
  readonly narrowedBy?: unknown;
  readonly sourceHidden?: unknown;
}

/** Whether a card came back as somebody got it who does not see its domain. One that names a source has it replaced. */
export function isCardHidden({ kind, sourceHidden, ...card }: CardParts): boolean {
  const given = [card.connectionId, card.sql, card.domainId, card.query];
  return kind !== "TEXT" && sourceHidden === true && given.every((part) => part === null || part === undefined);
}

/** The same of a filter. */
export function isFilterHidden({ sourceHidden, source, domainSource }: FilterParts): boolean {
  return sourceHidden === true && source === undefined && domainSource === undefined;
}

/**
 * Gives a card that came back hidden the source it has on the server, with the drawing that goes with it: what somebody
 * cannot see, they keep by moving it, and change by replacing it only. Without a card to take it from it stays hidden.
 */
export function restoreCardSource<Card extends CardParts>(card: Card, stored: CardParts | undefined): Card {
  if (!isCardHidden(card)) return withoutMark(card);
  if (!stored || stored.kind === "TEXT" || isCardHidden(stored)) return card;
  const { kind, options, interactions = [], connectionId = null, sql = null, domainId = null, query = null } = stored;
  // Both have been through the card schema, so kind and options belong together.
  return { ...withoutMark(card), kind, options, interactions, connectionId, sql, domainId, query } as Card;
}

/** The same of filters, by their names; only filters that are still there can narrow one. */
export function restoreFilterSources<Filter extends FilterParts>(
  filters: readonly Filter[],
  stored: readonly FilterParts[],
): Filter[] {
  const byName = new Map(stored.map((filter) => [filter.name, filter]));
  const names = new Set(filters.map(({ name }) => name));
  return filters.map((filter) => {
    if (!isFilterHidden(filter)) return withoutMark(filter);
    const known = byName.get(filter.name);
    if (!known || isFilterHidden(known)) return filter;
    const { source, domainSource, narrowedBy } = known;
    const narrowing = Array.isArray(narrowedBy) ? narrowedBy.filter((name) => names.has(name)) : [];
    return {
      ...withoutMark(filter),
      ...(source === undefined ? {} : { source }),
      ...(domainSource === undefined ? {} : { domainSource }),
      ...(narrowing.length > 0 ? { narrowedBy: narrowing } : {}),
    };
  });
}

/** Both, of a draft that somebody saved, from what the server has: their draft of before, or what is published. */
export function restoreSources(
  content: DraftContent,
  stored: {
    readonly cards: readonly (CardParts & { readonly id: string })[];
    readonly filters: readonly FilterParts[];
  },
): DraftContent {
  const cards = new Map(stored.cards.map((card) => [card.id, card]));
  return {
    ...content,
    cards: content.cards.map((card) => restoreCardSource(card, cards.get(card.id))),
    filters: restoreFilterSources(content.filters, stored.filters),
  };
}

function withoutMark<Part extends { readonly sourceHidden?: unknown }>(part: Part): Part {
  const { sourceHidden: _, ...rest } = part;
  return rest as Part;
}
