import { expect, test } from "vitest";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { draftContentSchema } from "@/lib/dashboards/draft-schema";

const id = "0199d3a4-0000-7000-8000-000000000001";
const place = { layout: { x: 0, y: 0, width: 4, height: 2 }, mobileLayout: null, tabId: null };

const board = {
  id,
  projectId: id,
  title: "Delays",
  description: "",
  filters: [{ name: "carrier", label: "Carrier", kind: "select", offersValues: true }],
  tabs: [],
  settings: {},
  cards: [
    { id, kind: "TEXT", title: "", description: "", options: { markdown: "Hello" }, ...place },
    {
      id: "0199d3a4-0000-7000-8000-000000000002",
      kind: "NUMBER",
      title: "Flights",
      description: "",
      interactions: [],
      fields: [{ column: "flight_count", label: "Flights" }],
      connectionId: null,
      sql: null,
      domainId: id,
      query: { dimensions: [], measures: ["flights.flight_count"] },
      options: { valueColumn: "flight_count" },
      ...place,
    },
  ],
  version: 1,
} as unknown as DashboardView;

test("a published dashboard is a draft that can be saved, cards of a domain with their words too", () => {
  const content = draftContentOf(board);
  expect(draftContentSchema.parse(content)).toEqual(content);
  expect(content.cards.map(({ kind, domainId }) => [kind, domainId])).toEqual([
    ["TEXT", null],
    ["NUMBER", id],
  ]);
});
