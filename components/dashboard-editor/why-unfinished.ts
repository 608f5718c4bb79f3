import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { dashboardFiltersSchema } from "@/lib/dashboards/filter-schema";
import { domainQuerySchema } from "@/lib/domains/domain-query-schema";
import { drawableCard } from "./card-of-draft";
import { filterProblems } from "./forms/filter-problem";
import type { EditorWords } from "./messages/use-editor-words";

export interface Unfinished {
  readonly message: string;
  readonly cardId: string | null;
}

/** What keeps a dashboard from being published, in words and with the card it is about; the server checks all of it again. */
export function whyUnfinished(content: DraftContent, { say }: EditorWords): Unfinished | null {
  if (content.title.trim() === "") return { message: say("giveTitle"), cardId: null };
  if (content.tabs.some(({ title }) => title.trim() === "")) return { message: say("giveTabTitle"), cardId: null };
  if (!dashboardFiltersSchema.safeParse(content.filters).success) {
    const [problem = "filterRule" as const] = content.filters.flatMap((filter) => [...filterProblems(filter).values()]);
    return { message: say("unfinishedFilter", { problem: say(problem) }), cardId: null };
  }
  for (const card of content.cards) {
    const name = card.title || say("untitledCard");
    if (card.kind !== "TEXT") {
      const isSql = card.connectionId !== null && Boolean(card.sql?.trim());
      const isDomain = card.domainId !== null && domainQuerySchema.safeParse(card.query).success;
      if (!isSql && !isDomain) return { message: say("unfinishedQuery", { name }), cardId: card.id };
    }
    if (!drawableCard(card)) return { message: say("unfinishedChart", { name }), cardId: card.id };
  }
  return null;
}
