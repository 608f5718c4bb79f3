import type { CardLine } from "@/components/dashboards/card-data";
import { type CardView, cardViewSchema } from "@/lib/dashboards/card-schema";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { isCardHidden } from "@/lib/dashboards/restore-sources";
import { isOnTab, shownTab } from "@/lib/dashboards/tab-cards";

const views = new WeakMap<DraftCard, CardView | null>();

/** A card under work as it is drawn; null while its options do not fit its kind. Remembered, so that it stays the same. */
export function drawableCard(card: DraftCard): CardView | null {
  const known = views.get(card);
  if (known !== undefined) return known;
  const { interactions, connectionId, sql, domainId, query, sourceHidden: _, ...shared } = card;
  const finished = interactions.filter(({ action }) => typeof action === "string");
  const input =
    card.kind === "TEXT"
      ? { ...shared, options: { markdown: "", ...card.options } }
      : { ...shared, interactions: finished, connectionId, sql, domainId };
  const parsed = cardViewSchema.safeParse(input);
  const view = parsed.success ? parsed.data : null;
  views.set(card, view);
  return view;
}

const plain = new WeakMap<DraftCard, CardView>();

/** A table that shows rows for whose drawing nothing was chosen yet; the same each time for the same card. */
export function plainCard(card: DraftCard): CardView {
  const { id, title, description, layout, mobileLayout, tabId } = card;
  const view: CardView = plain.get(card) ?? {
    ...{ kind: "TABLE", options: {}, interactions: [] },
    ...{ id, title, description, layout, mobileLayout, tabId },
  };
  plain.set(card, view);
  return view;
}

/** Text stands where rows would. */
export function textLine(cardId: string): CardLine {
  return { cardId, columns: [], data: [], rowCount: 1, truncated: false, asOf: "" };
}

/** What a card without rows says in their place. */
export function unfinishedLine(
  card: DraftCard,
  words: { readonly query: string; readonly source: string; readonly hidden: string },
): CardLine {
  const { id, connectionId, domainId } = card;
  const source = isCardHidden(card) ? words.hidden : words.source;
  const message = connectionId !== null || domainId !== null ? words.query : source;
  return { cardId: id, error: { code: "unfinished", message } };
}

/** The tab that a card stands on: the first, where it names none or one that is gone. */
export function tabOf({ tabId }: Pick<DraftCard, "tabId">, tabs: DraftContent["tabs"]): string | null {
  return shownTab(tabs, tabId);
}

export function cardsOn(content: DraftContent, tab: string | null): DraftCard[] {
  return content.cards.filter((card) => isOnTab(card, content.tabs, tab));
}
