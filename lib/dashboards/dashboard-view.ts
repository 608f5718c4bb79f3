import type { AnswerField } from "@/lib/domains/answer-field-schema";
import type { Prisma } from "@/prisma/client/client";
import type { CardLayout, CardView } from "./card-schema";
import type { DashboardSettings, DashboardTab } from "./dashboard-settings-schema";
import type { DashboardFilter, DashboardFilterView } from "./filter-schema";

export const cardSelect = {
  id: true,
  kind: true,
  title: true,
  description: true,
  options: true,
  layout: true,
  mobileLayout: true,
  tabId: true,
  interactions: true,
  connectionId: true,
  sql: true,
  domainId: true,
  query: true,
} satisfies Prisma.CardSelect;

export type CardRow = Prisma.CardGetPayload<{ select: typeof cardSelect }>;

/** Cards in reading order; SQL and connection only for those who may edit. */
export function toCardViews(rows: readonly CardRow[], mayEdit: boolean, fields: CardFields = new Map()): CardView[] {
  return (
    rows
      .map((row) => ({ ...toDefinition(row, mayEdit), ...fieldsOf(row, fields) }))
      // Checked against the card schema when it was written, so kind and options belong together.
      .map((card) => card as unknown as CardView)
      .sort((a, b) => readingOrder(a.layout, b.layout) || (a.id < b.id ? -1 : 1))
  );
}

/** What domains call the columns of their cards, by the card's id. */
export type CardFields = ReadonlyMap<string, readonly AnswerField[]>;

function fieldsOf({ id }: CardRow, fields: CardFields) {
  const found = fields.get(id);
  return found ? { fields: found } : {};
}

/** A card without what its kind does not know, and without the source of its rows unless asked for. */
export function toDefinition(row: CardRow, withSource: boolean) {
  const { connectionId, sql, domainId, query, interactions, ...card } = row;
  if (card.kind === "TEXT") return card;
  return { ...card, interactions, ...(withSource ? { connectionId, sql, domainId, query } : {}) };
}

function readingOrder(a: CardLayout, b: CardLayout): number {
  return a.y - b.y || a.x - b.x;
}

/** Tabs and settings as stored, both checked when they were written. */
export function toPresentation({ tabs, settings }: { tabs: Prisma.JsonValue; settings: Prisma.JsonValue }) {
  return { tabs: tabs as unknown as DashboardTab[], settings: settings as DashboardSettings };
}

/** Declared filters as stored. */
export function toFilters(stored: Prisma.JsonValue): DashboardFilter[] {
  return stored as unknown as DashboardFilter[];
}

/** Filters as people get them; the column behind one is for those who may edit. */
export function toFilterViews(stored: Prisma.JsonValue, mayEdit: boolean): DashboardFilterView[] {
  return toFilters(stored).map(({ source, domainSource, ...filter }) => ({
    ...filter,
    offersValues: source !== undefined || domainSource !== undefined || filter.options !== undefined,
    ...(mayEdit && source ? { source } : {}),
    ...(mayEdit && domainSource ? { domainSource } : {}),
  }));
}
