import { type CardPlace, type CardSubstance, type ContentPart, contentParts, sameValue } from "./content-parts";
import type { DraftContent } from "./draft-schema";
import { separate } from "./move-card";

export type MergeChoice = "mine" | "theirs";

/** A part that both have changed, each in another way. */
export interface MergeConflict {
  readonly key: string;
  readonly what: ContentPart["what"];
  readonly name: string;
  /** Undefined where that side has removed it. */
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface MergedContent {
  readonly content: DraftContent;
  /** For each, `choices` decides; without a word from there, what is mine stays. */
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Brings together what two people made of one version. A part that one of them changed is taken from that one; where both
 * did, somebody has to choose. Places are no matter of choice: mine stay, and nothing ends up on top of anything.
 */
export function mergeContents(
  base: DraftContent,
  mine: DraftContent,
  theirs: DraftContent,
  choices: Readonly<Record<string, MergeChoice>> = {},
): MergedContent {
  const [old, own, other] = [base, mine, theirs].map(contentParts) as [Parts, Parts, Parts];
  const conflicts: MergeConflict[] = [];
  const merged = new Map<string, unknown>();
  for (const key of new Set([...other.keys(), ...own.keys()])) {
    const [was, ours, others] = [old.get(key), own.get(key), other.get(key)];
    const part = ours ?? others;
    if (!part) continue;
    const disagree =
      !sameValue(was?.value, ours?.value) &&
      !sameValue(was?.value, others?.value) &&
      !sameValue(ours?.value, others?.value);
    if (disagree && part.what !== "place") {
      conflicts.push({ key, what: part.what, name: part.name, mine: ours?.value, theirs: others?.value });
    }
    const takesTheirs = disagree ? choices[key] === "theirs" : sameValue(was?.value, ours?.value);
    const taken = takesTheirs ? others : ours;
    if (taken) merged.set(key, taken.value);
  }
  return { content: toContent(merged, [own, other, old]), conflicts };
}

type Parts = ReadonlyMap<string, ContentPart>;

function toContent(merged: ReadonlyMap<string, unknown>, sides: readonly Parts[]): DraftContent {
  const text = (key: string) => String(merged.get(key) ?? "");
  const filters = [...merged].flatMap(([key, value]) => (key.startsWith("filter:") ? [value] : []));
  const cards = [...merged].flatMap(([key, value]) => {
    if (!key.startsWith("card:")) return [];
    const id = key.slice("card:".length);
    // Who kept a card whose place the other side removed with it keeps the place as well.
    const place = merged.get(`place:${id}`) ?? sides.map((side) => side.get(`place:${id}`)?.value).find(Boolean);
    return [{ id, ...(value as CardSubstance), ...(place as CardPlace) }];
  });
  const tabs = (merged.get("tabs") ?? []) as DraftContent["tabs"];
  return {
    title: text("title"),
    description: text("description"),
    tabs,
    settings: (merged.get("settings") ?? {}) as DraftContent["settings"],
    filters: filters as DraftContent["filters"],
    cards: separated(cards, tabs),
  };
}

/** Cards of one tab never overlap; those of a tab that is gone stand on the first. */
function separated(cards: DraftContent["cards"], tabs: DraftContent["tabs"]): DraftContent["cards"] {
  const known = new Set(tabs.map(({ id }) => id));
  const first = tabs[0]?.id ?? null;
  const tabOf = ({ tabId }: { tabId: string | null }) => (tabId !== null && known.has(tabId) ? tabId : first);
  return cards.map((card) => {
    const places = separate(cards.filter((one) => tabOf(one) === tabOf(card)));
    return { ...card, layout: places.get(card.id) ?? card.layout };
  });
}
