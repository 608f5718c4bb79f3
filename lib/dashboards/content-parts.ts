import type { DraftCard, DraftContent } from "./draft-schema";

/** A piece of a dashboard that is changed and merged as a whole. */
export interface ContentPart {
  readonly what: "title" | "description" | "tabs" | "settings" | "filter" | "card" | "place";
  /** What people call it. */
  readonly name: string;
  readonly value: unknown;
}

/** Where a card stands: moved by others' moves, so no part of what the card says. */
export type CardPlace = Pick<DraftCard, "layout" | "mobileLayout" | "tabId">;
export type CardSubstance = Omit<DraftCard, keyof CardPlace | "id">;

/** A dashboard in its parts, by keys that stay the same from version to version. */
export function contentParts(content: DraftContent): ReadonlyMap<string, ContentPart> {
  const { title, description, tabs, settings, filters, cards } = content;
  return new Map<string, ContentPart>([
    ["title", { what: "title", name: "Title", value: title }],
    ["description", { what: "description", name: "Description", value: description }],
    ["tabs", { what: "tabs", name: "Tabs", value: tabs }],
    ["settings", { what: "settings", name: "Settings", value: settings }],
    ...filters.map((filter, index) => [filterKey(filter, index), filterPart(filter)] as const),
    ...cards.flatMap((card) => {
      const { id, layout, mobileLayout, tabId, ...substance } = card;
      const name = card.title || "A card without a title";
      return [
        [`card:${id}`, { what: "card", name, value: substance satisfies CardSubstance }],
        [`place:${id}`, { what: "place", name, value: { layout, mobileLayout, tabId } satisfies CardPlace }],
      ] as const;
    }),
  ]);
}

/** Two values that say the same, whatever the order of their fields. */
export function sameValue(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    // A field without a value and none are the same in a definition.
    const fields = Object.entries(inner).filter(([, field]) => field !== undefined);
    return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

type LooseFilter = DraftContent["filters"][number];

function filterKey({ name }: LooseFilter, index: number): string {
  return `filter:${typeof name === "string" && name !== "" ? name : `#${index}`}`;
}

/** What is only added for viewers is no part of what a filter says. */
function filterPart({ offersValues: _, ...filter }: LooseFilter): ContentPart {
  return { what: "filter", name: String(filter.label ?? filter.name ?? "A filter"), value: filter };
}
