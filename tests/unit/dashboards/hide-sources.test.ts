import { describe, expect, test } from "vitest";
import { drawableCard, unfinishedLine } from "@/components/dashboard-editor/card-of-draft";
import { whyUnfinished } from "@/components/dashboard-editor/why-unfinished";
import { cardInputSchema } from "@/lib/dashboards/card-schema";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { hideCardSource, hideSources } from "@/lib/dashboards/hide-sources";
import { restoreSources } from "@/lib/dashboards/restore-sources";
import { uuidv7 } from "@/lib/uuid";
import { CardKind as kinds } from "@/prisma/client/enums";
import { editorWords } from "../../support/editor-words";

const domainId = uuidv7();

const card = (more: Partial<DraftCard> = {}): DraftCard => ({
  id: uuidv7(),
  kind: "BAR",
  title: "Revenue",
  description: "",
  layout: { x: 0, y: 0, width: 4, height: 3 },
  mobileLayout: null,
  tabId: null,
  interactions: [{ action: "rows", column: "revenue" }],
  connectionId: null,
  sql: null,
  domainId,
  query: { measures: ["orders.revenue"] },
  options: { xColumn: "revenue", yColumns: ["revenue"] },
  ...more,
});

const filter = (name: string, more: Readonly<Record<string, string[]>> = {}) => ({
  name,
  label: name,
  kind: "select",
  domainSource: { domainId, field: "orders.revenue" },
  ...more,
});

const content = (cards: DraftCard[], filters: DraftContent["filters"] = []) => ({
  title: "Orders",
  description: "",
  tabs: [],
  settings: {},
  filters,
  cards,
});

describe("R09: a card of a hidden domain", () => {
  const drawn = Object.values(kinds).filter((kind) => kind !== "TEXT");

  test.each(drawn)("R09: can be drawn, saved and published as %s, and holds none of its words", (kind) => {
    const hidden = hideCardSource(card({ kind }), new Set());
    expect(JSON.stringify(hidden)).not.toMatch(/revenue"|orders/);
    expect(hidden).toMatchObject({ kind, title: "Revenue", sourceHidden: true });
    expect(drawableCard(hidden)).not.toBeNull();
    expect(whyUnfinished(content([hidden]), editorWords)).toBeNull();
    expect(cardInputSchema.safeParse(hidden).success).toBe(true);
    expect(unfinishedLine(hidden, { query: "query", source: "source", hidden: "hidden" }).error?.message).toBe(
      "hidden",
    );
  });

  test("one of a domain that is seen, or of none, stays as it is, in whatever case the id was written", () => {
    const upper = card({ domainId: domainId.toUpperCase() });
    const sql = card({ domainId: null, query: null, connectionId: uuidv7(), sql: "SELECT 1" });
    expect(hideCardSource(upper, new Set([domainId]))).toBe(upper);
    expect(hideCardSource(sql, new Set())).toBe(sql);
  });

  test("without its mark it is a card without a source, which is refused", () => {
    const { sourceHidden: _, ...unmarked } = hideCardSource(card(), new Set());
    expect(cardInputSchema.safeParse(unmarked).success).toBe(false);
  });
});

describe("R09: what was hidden", () => {
  test("R09: comes back whole from what the server has, with the title and the place that its editor gave it", () => {
    const before = content([card()], [filter("one"), filter("two", { narrowedBy: ["one"] })]);
    const hidden = hideSources(before, new Set());
    expect(JSON.stringify(hidden.filters)).not.toMatch(/orders|narrowedBy/);
    expect(restoreSources(hidden, before)).toEqual(before);
    const moved = { ...hidden, cards: hidden.cards.map((one) => ({ ...one, title: "Moved", kind: "TABLE" as const })) };
    expect(restoreSources(moved, before).cards[0]).toEqual({ ...before.cards[0], title: "Moved" });
  });

  test("a filter that is left is not narrowed by one that is gone", () => {
    const before = content([], [filter("one"), filter("two", { narrowedBy: ["one"] })]);
    const hidden = hideSources(before, new Set());
    const left = restoreSources({ ...hidden, filters: hidden.filters.slice(1) }, before);
    expect(left.filters).toEqual([filter("two")]);
  });

  test("stays hidden where there is nothing to take it from, and gives way to a source that is named", () => {
    const hidden = hideCardSource(card(), new Set());
    const nowhere = restoreSources(content([{ ...hidden, id: uuidv7() }]), content([card()]));
    expect(nowhere.cards[0]).toMatchObject({ sourceHidden: true, domainId: null });
    const own = { ...hidden, connectionId: uuidv7(), sql: "SELECT 1" };
    const replaced = restoreSources(content([own]), content([{ ...card(), id: own.id }])).cards[0];
    expect(replaced).toMatchObject({ sql: "SELECT 1", domainId: null });
    expect(replaced).not.toHaveProperty("sourceHidden");
  });
});
