import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { dashboardFiltersSchema } from "@/lib/dashboards/filter-schema";
import { isCardHidden } from "@/lib/dashboards/restore-sources";
import { columnNamesOf, domainQuerySchema } from "@/lib/domains/domain-query-schema";
import { drawableCard } from "./card-of-draft";
import { clickProblems } from "./click-problems";
import { filterProblems } from "./forms/filter-problem";
import type { EditorWords } from "./messages/use-editor-words";

export interface Unfinished {
  readonly message: string;
  readonly cardId: string | null;
  /** The part of the card's panel that it is about, where it is one. */
  readonly panel?: "clicks";
}

/** What keeps a dashboard from being published, in words and with the card it is about; the server checks all of it again. */
export function whyUnfinished(content: DraftContent, words: EditorWords): Unfinished | null {
  const { say } = words;
  if (content.title.trim() === "") return { message: say("giveTitle"), cardId: null };
  if (content.tabs.some(({ title }) => title.trim() === "")) return { message: say("giveTabTitle"), cardId: null };
  if (!dashboardFiltersSchema.safeParse(content.filters).success) {
    const [problem = "filterRule" as const] = content.filters.flatMap((filter) => [...filterProblems(filter).values()]);
    return { message: say("unfinishedFilter", { problem: say(problem) }), cardId: null };
  }
  for (const card of content.cards) {
    const name = card.title || say("untitledCard");
    if (card.kind !== "TEXT" && !isCardHidden(card)) {
      const isSql = card.connectionId !== null && Boolean(card.sql?.trim());
      const isDomain = card.domainId !== null && domainQuerySchema.safeParse(card.query).success;
      if (!isSql && !isDomain) return { message: say("unfinishedQuery", { name }), cardId: card.id };
    }
    if (!drawableCard(card)) return { message: say("unfinishedChart", { name }), cardId: card.id };
    const problem = whyDeadClick(card, content, words);
    if (problem) return { message: say("deadClick", { name, problem }), cardId: card.id, panel: "clicks" };
  }
  return null;
}

/** The first of a card's clicks that leads nowhere, as far as the draft itself says. */
function whyDeadClick(card: DraftCard, { filters }: DraftContent, words: EditorWords): string | undefined {
  const query = card.domainId === null ? undefined : domainQuerySchema.safeParse(card.query).data;
  const surroundings = {
    columns: query ? columnNamesOf(query) : null,
    filters: filters.map(({ name }) => String(name)),
    filtersOf: () => undefined,
  };
  return card.interactions.flatMap((one) => Object.values(clickProblems(card, one, surroundings, words)))[0];
}
