import type { CardLayout } from "./card-schema";

/** A card as far as its place goes. */
export interface PlacedCard {
  readonly id: string;
  readonly layout: CardLayout;
}

export type Places = ReadonlyMap<string, CardLayout>;

const columns = 12;
const mostHeight = 100;

/**
 * Moves or resizes one card inside the grid of twelve columns. It gets its place; cards in its way go down, and those in
 * theirs, so that none ever lies on another.
 */
export function moveCard(cards: readonly PlacedCard[], id: string, change: Partial<CardLayout>): Places {
  const moved = cards.find((card) => card.id === id);
  if (!moved) return placesOf(cards);
  const layout = withinGrid({ ...moved.layout, ...change });
  return settle([{ id, layout }, ...inReadingOrder(cards.filter((card) => card.id !== id))]);
}

/** Places without any overlap: where two cards want one, the one that is read first keeps it. */
export function separate(cards: readonly PlacedCard[]): Places {
  return settle(inReadingOrder(cards));
}

/** Moves all cards up as far as they go. */
export function closeGaps(cards: readonly PlacedCard[]): Places {
  const places = new Map<string, CardLayout>();
  for (const { id, layout } of inReadingOrder(cards)) {
    let y = layout.y;
    while (y > 0 && !collision({ ...layout, y: y - 1 }, places)) y -= 1;
    places.set(id, { ...layout, y });
  }
  return places;
}

/** The first place, by rows, that has room for a card of this size. */
export function freePlace(cards: readonly PlacedCard[], width: number, height: number): CardLayout {
  const places = placesOf(cards);
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + width <= columns; x += 1) {
      const layout = { x, y, width, height };
      if (!collision(layout, places)) return layout;
    }
  }
}

/** Each keeps its place, or goes down below what stands there already. */
function settle(ordered: readonly PlacedCard[]): Places {
  const places = new Map<string, CardLayout>();
  for (const { id, layout } of ordered) {
    let place = withinGrid(layout);
    for (let other = collision(place, places); other; other = collision(place, places)) {
      place = { ...place, y: other.y + other.height };
    }
    places.set(id, place);
  }
  return places;
}

function withinGrid({ x, y, width, height }: CardLayout): CardLayout {
  const wide = clamp(width, 1, columns);
  return { x: clamp(x, 0, columns - wide), y: clamp(y, 0, 10_000), width: wide, height: clamp(height, 1, mostHeight) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(Math.round(value), least), most);
}

function collision(one: CardLayout, places: Places): CardLayout | undefined {
  for (const other of places.values()) {
    const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
    const above = one.y + one.height <= other.y || other.y + other.height <= one.y;
    if (!beside && !above) return other;
  }
  return undefined;
}

function inReadingOrder(cards: readonly PlacedCard[]): PlacedCard[] {
  return [...cards].sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x || (a.id < b.id ? -1 : 1));
}

function placesOf(cards: readonly PlacedCard[]): Places {
  return new Map(cards.map(({ id, layout }) => [id, layout]));
}
