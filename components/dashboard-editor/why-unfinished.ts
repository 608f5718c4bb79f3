import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { dashboardFiltersSchema } from "@/lib/dashboards/filter-schema";
import { isCardHidden } from "@/lib/dashboards/restore-sources";
import { columnNamesOf, domainQuerySchema } from "@/lib/domains/domain-query-schema";
import { drawableCard } from "./card-of-draft";
import { clickProblems } from "./click-problems";

export interface Unfinished {
  readonly message: string;
  readonly cardId: string | null;
  /** The part of the card's panel that it is about, where it is one. */
  readonly panel?: "clicks";
}

/** What keeps a dashboard from being published, in words and with the card it is about; the server checks all of it again. */
export function whyUnfinished(content: DraftContent): Unfinished | null {
  if (content.title.trim() === "") return { message: "Give the dashboard a title.", cardId: null };
  if (content.tabs.some(({ title }) => title.trim() === ""))
    return { message: "Give every tab a title.", cardId: null };
  const filters = dashboardFiltersSchema.safeParse(content.filters);
  if (!filters.success) {
    return { message: `A filter is not finished: ${filters.error.issues[0]?.message ?? ""}`, cardId: null };
  }
  for (const card of content.cards) {
    const name = `“${card.title || "Card without a title"}”`;
    if (card.kind !== "TEXT" && !isCardHidden(card)) {
      const isSql = card.connectionId !== null && Boolean(card.sql?.trim());
      const isDomain = card.domainId !== null && domainQuerySchema.safeParse(card.query).success;
      if (!isSql && !isDomain) return { message: `${name} has no query yet.`, cardId: card.id };
    }
    if (!drawableCard(card)) return { message: `${name} lacks a choice under Chart or Clicks.`, cardId: card.id };
    const problem = whyDeadClick(card, content);
    if (problem) return { message: `${name}: ${problem}`, cardId: card.id, panel: "clicks" };
  }
  return null;
}

/** The first of a card's clicks that leads nowhere, as far as the draft itself says. */
function whyDeadClick(card: DraftCard, { filters }: DraftContent): string | undefined {
  const query = card.domainId === null ? undefined : domainQuerySchema.safeParse(card.query).data;
  const surroundings = {
    columns: query ? columnNamesOf(query) : null,
    filters: filters.map(({ name }) => String(name)),
    filtersOf: () => undefined,
  };
  return card.interactions.flatMap((one) => Object.values(clickProblems(card, one, surroundings)))[0];
}
