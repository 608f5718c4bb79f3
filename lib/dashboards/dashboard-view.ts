import type { Prisma } from "@/prisma/client/client";
import type { CardDrawing, CardLayout, CardView } from "./card-schema";
import type { DashboardFilter } from "./filter-schema";

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
  return rows
    .map(({ sql, connectionId, kind, options, layout, ...card }) => ({
      ...card,
      // Checked against the card schema when it was written, so kind and options belong together.
      ...({ kind, options } as unknown as CardDrawing),
      layout: layout as unknown as CardLayout,
      ...(mayEdit ? { sql, connectionId } : {}),
    }))
    .sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x || (a.id < b.id ? -1 : 1));
}

/** Declared filters as stored. */
export function toFilters(stored: Prisma.JsonValue): DashboardFilter[] {
  return stored as unknown as DashboardFilter[];
}

/** Filters as people get them; the column behind one is for those who may edit. */
export function toFilterViews(stored: Prisma.JsonValue, mayEdit: boolean): DashboardFilter[] {
  return toFilters(stored).map(({ column, ...filter }) => (mayEdit && column ? { ...filter, column } : filter));
}
