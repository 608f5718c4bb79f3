import type { CardInput } from "@/lib/dashboards/card-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";

interface ExploredCard {
  readonly domainId: string;
  readonly card: Pick<DraftCard, "kind" | "options">;
  readonly query: DomainQuery;
  readonly title: string;
  /** The tab of the dashboard; null for its first, or where there is none. */
  readonly tabId: string | null;
}

/** An answer as a card: what was asked and how it is drawn, and no value that the answer gave (R21). */
export function cardToSave({ domainId, card: { kind, options }, query, title, tabId }: ExploredCard): CardInput {
  // Whether the options fit their kind, the server says.
  return { kind, options, title, domainId, query, tabId, layout: { x: 0, y: 0, ...sizeOf(kind) } } as CardInput;
}

function sizeOf(kind: DraftCard["kind"]) {
  if (kind === "NUMBER") return { width: 3, height: 2 };
  return { width: 6, height: kind === "TABLE" || kind === "PIVOT" ? 6 : 5 };
}
