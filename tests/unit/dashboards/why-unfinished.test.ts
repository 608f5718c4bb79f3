import { describe, expect, test } from "vitest";
import { whyUnfinished } from "@/components/dashboard-editor/why-unfinished";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { editorWords } from "../../support/editor-words";

const id = "0199d3a4-0000-7000-8000-000000000001";

const card = (interactions: DraftCard["interactions"]): DraftCard => ({
  id,
  kind: "TABLE",
  title: "Airports",
  description: "",
  layout: { x: 0, y: 0, width: 4, height: 2 },
  mobileLayout: null,
  tabId: null,
  interactions,
  connectionId: null,
  sql: null,
  domainId: "0199d3a4-0000-7000-8000-000000000002",
  query: { dimensions: [{ field: "flights.day", grain: "month" }], measures: [] },
  options: {},
});

const content = (interactions: DraftCard["interactions"]): DraftContent => ({
  title: "Delays",
  description: "",
  filters: [{ name: "period", label: "Period", kind: "date_range" }],
  tabs: [],
  settings: {},
  cards: [card(interactions)],
});

describe("what keeps a dashboard from being published", () => {
  test("is nothing when every click leads somewhere", () => {
    expect(
      whyUnfinished(content([{ action: "filter", column: "day_month", filter: "period" }]), editorWords),
    ).toBeNull();
  });

  test.each([
    [{ action: "filter", column: "day_month", filter: "gone" }, "The dashboard has no filter called gone"],
    [{ action: "filter", column: "day", filter: "period" }, "The card has no column called day"],
  ])("is a click that leads nowhere, said with its card and the part of the panel: %j", (click, message) => {
    expect(whyUnfinished(content([click]), editorWords)).toEqual({
      message: `“Airports”: ${message}`,
      cardId: id,
      panel: "clicks",
    });
  });
});
