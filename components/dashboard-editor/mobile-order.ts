import type { DraftCard } from "@/lib/dashboards/draft-schema";

/** Heights in rows of those that say nothing of narrow screens themselves. */
const heights: Partial<Record<DraftCard["kind"], number>> = { NUMBER: 2, TEXT: 2, TABLE: 5, PIVOT: 5 };

export function mobileHeight({ kind, mobileLayout }: DraftCard): number {
  return mobileLayout?.height ?? heights[kind] ?? 4;
}

/** Cards as a phone shows them: in the order somebody gave, the others in reading order behind. */
export function mobileOrder(cards: readonly DraftCard[]): DraftCard[] {
  const last = Number.MAX_SAFE_INTEGER;
  return [...cards].sort(
    (a, b) =>
      (a.mobileLayout?.order ?? last) - (b.mobileLayout?.order ?? last) ||
      a.layout.y - b.layout.y ||
      a.layout.x - b.layout.x,
  );
}
