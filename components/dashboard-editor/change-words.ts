import type { CardSide, ContentChange } from "@/lib/dashboards/compare-contents";
import type { EditorMessageName } from "./messages/english";
import type { EditorWords } from "./messages/use-editor-words";

const wholes: Readonly<Record<"title" | "description" | "tabs" | "settings", EditorMessageName>> = {
  title: "changedTitle",
  description: "changedDescription",
  tabs: "changedTabs",
  settings: "changedSettings",
};

const filters: Readonly<Record<ContentChange["kind"], EditorMessageName>> = {
  added: "filterAdded",
  removed: "filterRemoved",
  changed: "filterChanged",
};

const sides: Readonly<Record<CardSide, EditorMessageName>> = {
  title: "sideTitle",
  description: "sideDescription",
  kind: "sideKind",
  source: "sideSource",
  options: "sideOptions",
  interactions: "sideInteractions",
};

/** One difference in a sentence's length: “Delays”: query and chart changed. */
export function changeInWords({ what, name, kind, sides: changed }: ContentChange, words: EditorWords): string {
  const { say, locale } = words;
  if (what === "filter") return say(filters[kind], { name });
  if (what === "place") return say("cardMoved", { name });
  if (what !== "card") return say(wholes[what]);
  if (kind !== "changed") return say(kind === "added" ? "cardAdded" : "cardRemoved", { name });
  const listed = new Intl.ListFormat(locale, { type: "conjunction" }).format(changed.map((side) => say(sides[side])));
  return say("cardChanged", { name, sides: listed });
}
