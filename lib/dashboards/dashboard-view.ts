import type { Prisma } from "@/prisma/client/client";
import type { CardLayout, CardView } from "./card-schema";
import type { DashboardFilter, DashboardFilterView } from "./filter-schema";

export const cardSelect = {
  id: true,
  kind: true,
  title: true,
  description: true,
  options: true,
  layout: true,
  sql: true,
  connectionId: true,
} satisfies Prisma.CardSelect;

export type CardRow = Prisma.CardGetPayload<{ select: typeof cardSelect }>;

/** Cards in reading order; SQL and connection only for those who may edit. */
export function toCardViews(rows: readonly CardRow[], mayEdit: boolean): CardView[] {
  return (
    rows
      .map(({ sql, connectionId, ...card }) => ({ ...card, ...(mayEdit ? { sql, connectionId } : {}) }))
      // Checked against the card schema when it was written, so kind and options belong together.
      .map((card) => card as unknown as CardView)
      .sort((a, b) => readingOrder(a.layout, b.layout) || (a.id < b.id ? -1 : 1))
  );
}

function readingOrder(a: CardLayout, b: CardLayout): number {
  return a.y - b.y || a.x - b.x;
}

/** Declared filters as stored. */
export function toFilters(stored: Prisma.JsonValue): DashboardFilter[] {
  return stored as unknown as DashboardFilter[];
}

/** Filters as people get them; the column behind one is for those who may edit. */
export function toFilterViews(stored: Prisma.JsonValue, mayEdit: boolean): DashboardFilterView[] {
  return toFilters(stored).map(({ source, ...filter }) => ({
    ...filter,
    offersValues: source !== undefined || filter.options !== undefined,
    ...(mayEdit && source ? { source } : {}),
  }));
}
