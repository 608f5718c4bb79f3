import type { CardLayout, MobileLayout } from "@/lib/dashboards/card-schema";

interface PlacedCard {
  readonly id: string;
  readonly kind: string;
  readonly layout: CardLayout;
  readonly mobileLayout: MobileLayout | null;
}

/** Behind every place that somebody gave. */
const last = 1_001;

/** Where a card stands among those of a narrow screen; what stands at one place follows in reading order. */
export function phonePlace({ mobileLayout }: Pick<PlacedCard, "mobileLayout">): number {
  return mobileLayout?.order ?? last;
}

/** Cards as a narrow screen shows them: in the order somebody gave, the others in reading order behind. */
export function phoneOrder<Card extends PlacedCard>(cards: readonly Card[]): Card[] {
  return [...cards].sort((a, b) => phonePlace(a) - phonePlace(b) || a.layout.y - b.layout.y || a.layout.x - b.layout.x);
}

/**
 * Numbers that share a line of a narrow screen with the number beside them. Two fit; one that no other number follows
 * has the line for itself, like every other card.
 */
export function pairedNumbers(cards: readonly PlacedCard[]): ReadonlyMap<string, "left" | "right"> {
  const ordered = phoneOrder(cards);
  const paired = new Map<string, "left" | "right">();
  for (let index = 0; index + 1 < ordered.length; index += 1) {
    const [one, next] = [ordered[index], ordered[index + 1]];
    if (one?.kind !== "NUMBER" || next?.kind !== "NUMBER") continue;
    paired.set(one.id, "left").set(next.id, "right");
    index += 1;
  }
  return paired;
}
