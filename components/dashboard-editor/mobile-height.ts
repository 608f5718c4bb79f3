import type { DraftCard } from "@/lib/dashboards/draft-schema";

/** Heights in rows of those that say nothing of narrow screens themselves. */
const heights: Partial<Record<DraftCard["kind"], number>> = { NUMBER: 2, TEXT: 2, TABLE: 5, PIVOT: 5 };

export function mobileHeight({ kind, mobileLayout }: DraftCard): number {
  return mobileLayout?.height ?? heights[kind] ?? 4;
}
