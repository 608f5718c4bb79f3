import type { Prisma } from "@/prisma/client/client";
import { type CardFields, cardFields } from "./card-fields";
import type { CardLayout, CardView } from "./card-schema";
import type { DashboardSettings, DashboardTab } from "./dashboard-settings-schema";
import type { DashboardFilter, DashboardFilterView } from "./filter-schema";
import { hideCardSource, hideFilterSource } from "./hide-sources";
import type { SeenDomains } from "./seen-domains";

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

/** Cards in reading order; their sources only for those who may edit, and nothing of a domain that the actor does not see. */
export function toCardViews(rows: readonly CardRow[], mayEdit: boolean, seen: SeenDomains): CardView[] {
  const fields = cardFields(rows, seen);
  return (
    rows
      .map((row) => hideCardSource<CardRow & { readonly sourceHidden?: true }>(row, seen))
      .map((row) => ({ ...toDefinition(row, mayEdit), ...fieldsOf(row, fields) }))
      // Checked against the card schema when it was written, so kind and options belong together.
      .map((card) => card as unknown as CardView)
      .sort((a, b) => readingOrder(a.layout, b.layout) || (a.id < b.id ? -1 : 1))
  );
}

function fieldsOf({ id }: CardRow, fields: CardFields) {
  const found = fields.get(id);
  return found ? { fields: found } : {};
}

/** A card without what its kind does not know, and without the source of its rows unless asked for. */
export function toDefinition(row: CardRow & { readonly sourceHidden?: true }, withSource: boolean) {
  const { connectionId, sql, domainId, query, sourceHidden, interactions, ...card } = row;
  if (card.kind === "TEXT") return card;
  const source = { connectionId, sql, domainId, query, ...(sourceHidden ? { sourceHidden } : {}) };
  return { ...card, interactions, ...(withSource ? source : {}) };
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

/** Filters as people get them; the column behind one is for those who may edit, and a dimension for who sees its domain. */
export function toFilterViews(stored: Prisma.JsonValue, mayEdit: boolean, seen: SeenDomains): DashboardFilterView[] {
  return toFilters(stored)
    .map((filter) => hideFilterSource(filter, seen))
    .map(({ source, domainSource, sourceHidden, ...filter }) => ({
      ...filter,
      offersValues: source !== undefined || domainSource !== undefined || filter.options !== undefined,
      ...(mayEdit && source ? { source } : {}),
      ...(mayEdit && domainSource ? { domainSource } : {}),
      ...(mayEdit && sourceHidden ? { sourceHidden } : {}),
    }));
}
