import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { freePlace, moveCard, type Places, separate } from "@/lib/dashboards/move-card";
import { cardsOn, tabOf } from "./card-of-draft";
import type { EditorMessageName } from "./messages/english";
import type { EditorWords } from "./messages/use-editor-words";

/** Changes of a dashboard under work, each a whole new content. */
export function withCard(content: DraftContent, id: string, change: Partial<DraftCard>): DraftContent {
  return { ...content, cards: content.cards.map((card) => (card.id === id ? { ...card, ...change } : card)) };
}

export function withPlaces(content: DraftContent, places: Places): DraftContent {
  const cards = content.cards.map((card) => {
    const layout = places.get(card.id);
    return layout && !samePlace(layout, card.layout) ? { ...card, layout } : card;
  });
  return cards.every((card, index) => card === content.cards[index]) ? content : { ...content, cards };
}

export function withMovedCard(content: DraftContent, id: string, layout: Partial<DraftCard["layout"]>): DraftContent {
  const moved = content.cards.find((card) => card.id === id);
  return moved ? withPlaces(content, moveCard(cardsOn(content, tabOf(moved, content.tabs)), id, layout)) : content;
}

export type NewCardKind = "BAR" | "NUMBER" | "TABLE" | "TEXT";

const sizes: Readonly<Record<NewCardKind, { width: number; height: number }>> = {
  BAR: { width: 6, height: 5 },
  NUMBER: { width: 3, height: 2 },
  TABLE: { width: 6, height: 6 },
  TEXT: { width: 6, height: 2 },
};

const titles: Readonly<Record<Exclude<NewCardKind, "TEXT">, EditorMessageName>> = {
  BAR: "newChart",
  NUMBER: "newNumber",
  TABLE: "newTable",
};

/** A new card in the first free place of a tab, in the words of whoever adds it. */
export function withNewCard(
  content: DraftContent,
  tab: string | null,
  { kind, id }: { readonly kind: NewCardKind; readonly id: string },
  { say }: EditorWords,
): DraftContent {
  const { width, height } = sizes[kind];
  const card: DraftCard = {
    id,
    kind,
    title: kind === "TEXT" ? "" : say(titles[kind]),
    description: "",
    layout: freePlace(cardsOn(content, tab), width, height),
    mobileLayout: null,
    tabId: tab,
    interactions: [],
    connectionId: null,
    sql: null,
    domainId: null,
    query: null,
    options: kind === "TEXT" ? { markdown: say("newText") } : {},
  };
  return { ...content, cards: [...content.cards, card] };
}

export function withCopyOfCard(content: DraftContent, id: string, copyId: string, { say }: EditorWords): DraftContent {
  const card = content.cards.find((one) => one.id === id);
  if (!card) return content;
  const { width, height } = card.layout;
  const layout = freePlace(cardsOn(content, tabOf(card, content.tabs)), width, height);
  const copy = { ...card, id: copyId, title: card.title && say("copyOf", { title: card.title }).slice(0, 200), layout };
  return { ...content, cards: [...content.cards, { ...copy, mobileLayout: null }] };
}

export function withoutCard(content: DraftContent, id: string): DraftContent {
  return { ...content, cards: content.cards.filter((card) => card.id !== id) };
}

/** A card on another tab, in the first free place there. */
export function withCardOnTab(content: DraftContent, id: string, tab: string): DraftContent {
  const card = content.cards.find((one) => one.id === id);
  if (!card || tabOf(card, content.tabs) === tab) return content;
  const layout = freePlace(cardsOn(content, tab), card.layout.width, card.layout.height);
  return withCard(content, id, { tabId: tab, layout });
}

/** With another tab; the first one that is added takes what stands on the page, and a second is there beside it. */
export function withNewTab(content: DraftContent, { say }: EditorWords): DraftContent {
  const used = new Set(content.tabs.map(({ id }) => id));
  const free = (count: number) => {
    for (let number = count; ; number += 1) if (!used.has(`tab-${number}`)) return `tab-${number}`;
  };
  const first = free(1);
  if (content.tabs.length > 0) {
    const title = say("tabNumbered", { number: content.tabs.length + 1 });
    return { ...content, tabs: [...content.tabs, { id: free(content.tabs.length + 1), title }] };
  }
  used.add(first);
  return {
    ...content,
    tabs: [
      { id: first, title: say("firstTab") },
      { id: free(2), title: say("tabNumbered", { number: 2 }) },
    ],
    cards: content.cards.map((card) => ({ ...card, tabId: first })),
  };
}

/** Without a tab; its cards go below those of the tab before it, or the next one. */
export function withoutTab(content: DraftContent, tab: string): DraftContent {
  const index = content.tabs.findIndex(({ id }) => id === tab);
  const heir = content.tabs[index === 0 ? 1 : index - 1]?.id ?? null;
  const stays = cardsOn(content, heir);
  const bottom = Math.max(0, ...stays.map(({ layout }) => layout.y + layout.height));
  const moving = new Set(cardsOn(content, tab).map(({ id }) => id));
  const cards = content.cards.map((card) =>
    moving.has(card.id) ? { ...card, tabId: heir, layout: { ...card.layout, y: card.layout.y + bottom } } : card,
  );
  const next = { ...content, tabs: content.tabs.filter(({ id }) => id !== tab), cards };
  return withPlaces(next, separate(cardsOn(next, heir)));
}

function samePlace(one: DraftCard["layout"], other: DraftCard["layout"]): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
