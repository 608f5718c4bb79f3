import { describe, expect, test } from "vitest";
import { compareContents } from "@/lib/dashboards/compare-contents";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { mergeContents } from "@/lib/dashboards/merge-contents";

const card = (id: string, more: Partial<DraftCard> = {}): DraftCard => ({
  id,
  kind: "TABLE",
  title: `Card ${id}`,
  description: "",
  layout: { x: 0, y: 0, width: 4, height: 2 },
  mobileLayout: null,
  tabId: null,
  interactions: [],
  connectionId: "c",
  sql: "SELECT 1",
  domainId: null,
  query: null,
  options: {},
  ...more,
});

const at = (x: number, y = 0) => ({ layout: { x, y, width: 4, height: 2 } });

const base: DraftContent = {
  title: "Delays",
  description: "",
  filters: [{ name: "state", label: "State", kind: "text" }],
  tabs: [],
  settings: {},
  cards: [card("a", at(0)), card("b", at(4)), card("c", at(8))],
};

const withCards = (...cards: DraftCard[]): DraftContent => ({ ...base, cards });
const [a, b, c] = base.cards as [DraftCard, DraftCard, DraftCard];
const byId = ({ cards }: DraftContent) => Object.fromEntries(cards.map((one) => [one.id, one]));

describe("merging what two people made of one version", () => {
  test("different cards: each keeps their own, and nothing is to be chosen", () => {
    const mine = { ...withCards({ ...a, sql: "SELECT 2" }, b, c, card("mine", at(0, 4))), title: "Delays by day" };
    const theirs = withCards(a, { ...b, title: "Theirs" }, c, card("theirs", at(4, 4)));
    const { content, conflicts } = mergeContents(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(content.title).toBe("Delays by day");
    expect(byId(content)).toMatchObject({
      a: { sql: "SELECT 2", title: "Card a" },
      b: { title: "Theirs" },
      c: { title: "Card c" },
      mine: {},
      theirs: {},
    });
  });

  test("one card changed by both in two ways is to be chosen, and the choice decides", () => {
    const mine = withCards({ ...a, title: "Mine" }, b, c);
    const theirs = withCards({ ...a, title: "Theirs" }, b, c);
    const undecided = mergeContents(base, mine, theirs);
    expect(undecided.conflicts).toMatchObject([{ key: "card:a", what: "card" }]);
    expect(byId(undecided.content).a?.title).toBe("Mine");
    expect(byId(mergeContents(base, mine, theirs, { "card:a": "theirs" }).content).a?.title).toBe("Theirs");
  });

  test("the same change by both is no conflict, whatever the order of its fields", () => {
    const mine = withCards({ ...a, options: { sort: 1, columns: [] } }, b, c);
    const theirs = withCards({ ...a, options: { columns: [], sort: 1 } }, b, c);
    expect(mergeContents(base, mine, theirs).conflicts).toEqual([]);
  });

  test("a card that one removed and the other changed is to be chosen, and comes back whole", () => {
    const mine = withCards({ ...a, sql: "SELECT 2" }, b, c);
    const theirs = withCards(b, c);
    const { content, conflicts } = mergeContents(base, mine, theirs);
    expect(conflicts).toMatchObject([{ key: "card:a", theirs: undefined }]);
    expect(byId(content).a).toEqual({ ...a, sql: "SELECT 2" });
    expect(byId(mergeContents(base, mine, theirs, { "card:a": "theirs" }).content).a).toBeUndefined();
    const turned = mergeContents(base, theirs, mine, { "card:a": "theirs" });
    expect(byId(turned.content).a).toEqual({ ...a, sql: "SELECT 2" });
  });

  test("a card that one removed and the other left alone is gone", () => {
    expect(byId(mergeContents(base, withCards(b, c), base).content).a).toBeUndefined();
    expect(byId(mergeContents(base, base, withCards(b, c)).content).a).toBeUndefined();
  });

  test("one who moves and one who edits the same card both have their way", () => {
    const mine = withCards({ ...a, layout: { x: 0, y: 9, width: 6, height: 3 } }, b, c);
    const theirs = withCards({ ...a, sql: "SELECT 3" }, b, c);
    const { content, conflicts } = mergeContents(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(byId(content).a).toMatchObject({ sql: "SELECT 3", layout: { y: 9, width: 6 } });
  });

  test("cards that both put in one place end up beside each other, never on top", () => {
    const mine = withCards(a, b, c, card("mine", at(0, 2)));
    const theirs = withCards(a, b, c, card("theirs", at(0, 2)));
    const { mine: own, theirs: other } = byId(mergeContents(base, mine, theirs).content);
    expect(new Set([own?.layout.y, other?.layout.y])).toEqual(new Set([2, 4]));
  });

  test("filters are merged one by one", () => {
    const carrier = { name: "carrier", label: "Carrier", kind: "text" };
    const mine = { ...base, filters: [...base.filters, carrier] };
    const theirs = { ...base, filters: [{ name: "state", label: "Region", kind: "text" }] };
    const { content, conflicts } = mergeContents(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(content.filters.map(({ label }) => label)).toEqual(["Region", "Carrier"]);
  });

  test("every change of either side is in the result or in the list of what is to be chosen", () => {
    const mine = { ...withCards({ ...a, title: "Mine" }, c, card("new")), settings: { refreshSeconds: 60 } };
    const theirs = { ...withCards({ ...a, title: "Theirs" }, { ...b, sql: "SELECT 9" }, c), description: "Theirs" };
    const { content, conflicts } = mergeContents(base, mine, theirs);
    const kept = new Set([...compareContents(base, content).map(({ key }) => key), ...conflicts.map(({ key }) => key)]);
    const made = [...compareContents(base, mine), ...compareContents(base, theirs)].map(({ key }) => key);
    expect(made.filter((key) => !kept.has(key))).toEqual([]);
  });
});

describe("comparing two states", () => {
  test("names what came, what went, and which sides of a card changed", () => {
    const after = {
      ...withCards({ ...a, sql: "SELECT 2", options: { columns: [] } }, { ...b, ...at(4, 6) }, card("d")),
      title: "Other",
    };
    const changes = compareContents(base, after).map(({ key, kind, sides }) => [key, kind, ...sides]);
    expect(changes).toEqual([
      ["title", "changed"],
      ["card:a", "changed", "options", "source"],
      ["place:b", "changed"],
      ["card:c", "removed"],
      ["card:d", "added"],
    ]);
  });

  test("finds nothing between a state and itself", () => {
    expect(compareContents(base, structuredClone(base))).toEqual([]);
  });
});
