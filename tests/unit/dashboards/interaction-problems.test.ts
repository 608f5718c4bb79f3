import { describe, expect, test } from "vitest";
import { interactionProblems } from "@/lib/dashboards/interaction-problems";

const other = "0199d3a4-0000-7000-8000-000000000001";
const place = { isSql: false, columns: ["state"], filters: ["region"], filtersOf: () => ["carrier"] };

const toFilter = (column: string, filter: string) => ({ action: "filter" as const, column, filter });
const toDashboard = (column: string, filter: string) => ({
  action: "dashboard" as const,
  dashboardId: other,
  filters: [{ column, filter }],
});

describe("what of a card's clicks leads nowhere", () => {
  test("is nothing when column, filter and dashboard are there", () => {
    expect(interactionProblems(toFilter("state", "region"), place)).toEqual([]);
    expect(interactionProblems(toDashboard("state", "carrier"), place)).toEqual([]);
    expect(interactionProblems({ action: "rows" }, place)).toEqual([]);
  });

  test("is a column that the card does not have, and a filter that nobody declared", () => {
    expect(interactionProblems(toFilter("gone", "missing"), place)).toEqual([
      { field: "column", message: "The card has no column called gone" },
      { field: "filter", message: "The dashboard has no filter called missing" },
    ]);
    expect(interactionProblems(toDashboard("gone", "region"), place)).toEqual([
      { field: "filters.0.column", message: "The card has no column called gone" },
      { field: "filters.0.filter", message: "That dashboard has no filter called region" },
    ]);
  });

  test("is a dashboard that there is not", () => {
    expect(interactionProblems(toDashboard("state", "carrier"), { ...place, filtersOf: () => null })).toEqual([
      { field: "dashboardId", message: "Choose a dashboard of this project that you can open" },
    ]);
  });

  test("is the rows behind a card that SQL of its own answers", () => {
    expect(interactionProblems({ action: "rows" }, { ...place, isSql: true })).toMatchObject([{ field: "action" }]);
  });

  test("is not said of columns and dashboards that nobody knows yet", () => {
    const unknown = { ...place, columns: null, filtersOf: () => undefined };
    expect(interactionProblems(toFilter("anything", "region"), unknown)).toEqual([]);
    expect(interactionProblems(toDashboard("anything", "anything"), unknown)).toEqual([]);
  });
});
