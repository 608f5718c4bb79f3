import { expect, test } from "vitest";
import { cardToSave } from "@/app/(portal)/projects/[projectId]/explore/_components/card-to-save";
import {
  askableQuery,
  readExploration,
  withExploration,
} from "@/app/(portal)/projects/[projectId]/explore/_components/exploration";
import { cardOf } from "@/app/(portal)/projects/[projectId]/explore/_components/shown-chart";
import { titleOf } from "@/app/(portal)/projects/[projectId]/explore/_components/title-of";
import {
  emptyQuery,
  toggleField,
  withFieldAt,
  withGivenCondition,
  withGrain,
} from "@/components/dashboard-editor/query/edit-query";
import { cardInputSchema } from "@/lib/dashboards/card-schema";
import { uuidv7 } from "@/lib/uuid";

const query = {
  ...emptyQuery,
  dimensions: [{ field: "flights.origin" }],
  measures: ["flights.flight_count"],
  filters: [{ field: "flights.haul", operator: "in" as const, values: ["long & “far”", "short"] }],
  limit: 20,
};
const chart = { kind: "BAR" as const, options: { xColumn: "origin", yColumns: ["flight_count"] } };
const table = {
  columns: [
    { name: "origin", type: "text" as const },
    { name: "flight_count", type: "number" as const },
  ],
  data: [
    ["DFW", "IAH"],
    [3, 2],
  ],
  rowCount: 2,
};

test("what is explored is read from an address as it was written into it", () => {
  const params = withExploration(new URLSearchParams("domain=x"), { query, chart });
  expect(readExploration(new URLSearchParams(params.toString()))).toEqual({ query, chart });
  expect(params.get("domain")).toBe("x");
});

test("an address stays short for what is as at the beginning, and forgets what was there", () => {
  const params = withExploration(new URLSearchParams("q=1&chart=2"), { query: emptyQuery, chart: null });
  expect(params.toString()).toBe("");
});

test("an address that somebody has bent begins anew", () => {
  const bent = ["{", "[]", '{"dimensions":"x"}', '{"limit":99999}', '{"unknown":1}'];
  for (const q of bent) {
    const params = new URLSearchParams({ q, chart: '{"kind":"BOMB","options":{}}' });
    expect(readExploration(params)).toEqual({ query: emptyQuery, chart: null });
  }
});

test("a condition without a value waits, and a query without a field is not asked", () => {
  const waiting = { ...query, filters: [{ field: "flights.haul", operator: "equals" as const, values: [] }] };
  expect(askableQuery(waiting)?.filters).toEqual([]);
  const half = { ...query, filters: [{ field: "flights.distance", operator: "between" as const, values: [1] }] };
  expect(askableQuery(half)?.filters).toEqual([]);
  expect(askableQuery(query)?.filters).toEqual(query.filters);
  expect(askableQuery(emptyQuery)).toBeNull();
});

test("a field is taken up where it is dropped, moved when it is there already, and let go by another click", () => {
  const three = ["a.x", "a.y", "a.z"].reduce(
    (current, field) => withFieldAt(current, "measures", field, 99),
    emptyQuery,
  );
  expect(withFieldAt(three, "measures", "a.z", 0).measures).toEqual(["a.z", "a.x", "a.y"]);
  expect(withFieldAt(three, "measures", "a.x", 2).measures).toEqual(["a.y", "a.x", "a.z"]);
  expect(withFieldAt(three, "measures", "a.new", 1).measures).toEqual(["a.x", "a.new", "a.y", "a.z"]);
  expect(toggleField(three, "measures", "a.y").measures).toEqual(["a.x", "a.z"]);
});

test("a date is grouped by month at first, and keeps its grain when it is moved", () => {
  const date = { grains: ["day", "month"] };
  const picked = toggleField(emptyQuery, "dimensions", "a.date", date);
  expect(picked.dimensions).toEqual([{ field: "a.date", grain: "month" }]);
  const two = toggleField(withGrain(picked, 0, "day"), "dimensions", "a.name");
  expect(withFieldAt(two, "dimensions", "a.date", 2, date).dimensions).toEqual([
    { field: "a.name" },
    { field: "a.date", grain: "day" },
  ]);
});

test("keeping to a value replaces the value that was kept to", () => {
  const one = withGivenCondition(query, "flights.origin", "DFW");
  const other = withGivenCondition(one, "flights.origin", "IAH");
  expect(other.filters).toEqual([...query.filters, { field: "flights.origin", operator: "equals", values: ["IAH"] }]);
});

test("the data chooses the drawing until somebody does, and a choice survives columns that go away", () => {
  const id = uuidv7();
  expect(cardOf(id, "", null, table)).toMatchObject({ kind: "BAR", options: chart.options });
  expect(
    cardOf(id, "", { kind: "PIE", options: { labelColumn: "origin", valueColumn: "flight_count" } }, table),
  ).toMatchObject({
    kind: "PIE",
  });
  const gone = cardOf(id, "", { kind: "LINE", options: { xColumn: "date_month", yColumns: ["flight_count"] } }, table);
  expect(gone).toMatchObject({ kind: "LINE", options: { xColumn: "origin", yColumns: ["flight_count"] } });
});

test("an answer has a name in its domain's words", () => {
  const fields = (...labels: string[]) => labels.map((label) => ({ column: label, label }));
  expect(titleOf(query, fields("Origin", "Flights"))).toBe("Flights by Origin");
  expect(titleOf({ dimensions: [] }, fields("Flights", "Delay", "Distance"))).toBe("Flights, Delay and Distance");
  expect(titleOf(query, fields("Origin"))).toBe("Origin");
});

test("R21: a card made of an answer is valid, and holds what was asked and none of what was answered", () => {
  const domainId = uuidv7();
  const saved = cardToSave({
    domainId,
    card: cardOf(domainId, "t", null, table),
    query: { ...query, filters: [] },
    title: "Mine",
    tabId: "second",
  });
  expect(cardInputSchema.safeParse(saved).error).toBeUndefined();
  expect(saved.tabId).toBe("second");
  expect(JSON.stringify(saved)).not.toMatch(/DFW|IAH/);
});
