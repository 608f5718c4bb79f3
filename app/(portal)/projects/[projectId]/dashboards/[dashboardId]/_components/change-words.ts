import type { CardSide, ContentChange } from "@/lib/dashboards/compare-contents";

const verbs = { added: "added", removed: "removed", changed: "changed" } as const;

const sides: Readonly<Record<CardSide, string>> = {
  title: "title",
  description: "description",
  kind: "kind",
  source: "query",
  options: "chart",
  interactions: "clicks",
};

/** One difference in a sentence's length: “Delays”: query and chart changed. */
export function changeInWords({ what, name, kind, sides: changed }: ContentChange): string {
  if (what === "card") {
    if (kind !== "changed") return `Card “${name}” ${verbs[kind]}`;
    return `Card “${name}”: ${listed(changed.map((side) => sides[side]))} changed`;
  }
  if (what === "place") return `Card “${name}” moved`;
  if (what === "filter") return `Filter “${name}” ${verbs[kind]}`;
  return `${name} ${verbs[kind]}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
