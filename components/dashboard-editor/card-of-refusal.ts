import type { DraftContent } from "@/lib/dashboards/draft-schema";

/** Which card a refused publication is about, and which part of its panel: the API says `cards.<index>.<field>…`. */
export function cardOfRefusal(
  { cards }: Pick<DraftContent, "cards">,
  fields: Readonly<Record<string, string>>,
): { readonly cardId: string; readonly panel: string | undefined } | null {
  for (const path of Object.keys(fields)) {
    const [, index, field] = /^cards\.(\d+)\.([^.]+)/.exec(path) ?? [];
    const card = cards[Number(index)];
    if (card && field) return { cardId: card.id, panel: panels[field] };
  }
  return null;
}

const panels: Readonly<Record<string, string>> = {
  interactions: "clicks",
  options: "chart",
  connectionId: "data",
  sql: "data",
  domainId: "data",
  query: "data",
  title: "texts",
  description: "texts",
};
