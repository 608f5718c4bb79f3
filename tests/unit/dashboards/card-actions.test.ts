import { describe, expect, test } from "vitest";
import { actionsFor, selectedCells, valueFor } from "@/components/dashboards/card-actions";
import type { ShownFilter } from "@/components/dashboards/filter-field";
import type { CardView } from "@/lib/dashboards/card-schema";

const filters: readonly ShownFilter[] = [
  { name: "state", label: "State", kind: "select" },
  { name: "states", label: "States", kind: "select", multiple: true },
  { name: "period", label: "Period", kind: "date_range" },
  { name: "price", label: "Price", kind: "number_range" },
];

const other = "0199d3a4-0000-7000-8000-000000000001";

const card = (interactions: Extract<CardView, { kind: "BAR" }>["interactions"]): CardView => ({
  id: "0199d3a4-0000-7000-8000-000000000000",
  kind: "BAR",
  title: "Delays",
  description: "",
  layout: { x: 0, y: 0, width: 4, height: 4 },
  mobileLayout: null,
  tabId: null,
  interactions,
  options: { xColumn: "state", yColumns: ["delays"] },
});

const row = { state: "Texas", day_month: "2026-02-01", delays: 5, nothing: null };
const chosen = { column: "delays", value: 5, row };
const place = { filters, chosen: {}, mayOpen: () => true, mayShowRows: true };

describe("what a click on a value does", () => {
  test("it sets the filter to the clicked row's value, and takes that back where it is set already", () => {
    const filtered = card([{ action: "filter", column: "state", filter: "state" }]);
    expect(actionsFor(filtered, chosen, place)).toEqual([
      { does: "filter", filter: filters[0], value: "Texas", isSet: false },
    ]);
    expect(actionsFor(filtered, chosen, { ...place, chosen: { state: "Texas" } })).toMatchObject([{ isSet: true }]);
  });

  test("R09: a filter that is not the viewer's to set is not offered", () => {
    const filtered = card([{ action: "filter", column: "state", filter: "state" }]);
    const unlocked = filters.filter(({ name }) => name !== "state");
    expect(actionsFor(filtered, chosen, { ...place, filters: unlocked })).toEqual([]);
  });

  test("a column that the clicked rows do not agree on, or that is empty, sets nothing", () => {
    for (const column of ["nothing", "absent", "toString"]) {
      expect(actionsFor(card([{ action: "filter", column, filter: "state" }]), chosen, place), column).toEqual([]);
    }
  });

  test("another dashboard is gone to with the row's values, where it can be gone to", () => {
    const drilling = card([
      {
        action: "dashboard",
        dashboardId: other,
        filters: [
          { column: "state", filter: "where" },
          { column: "day_month", filter: "when" },
          { column: "nothing", filter: "none" },
        ],
      },
    ]);
    expect(actionsFor(drilling, chosen, place)).toEqual([
      { does: "dashboard", dashboardId: other, filters: { where: "Texas", when: "2026-02" } },
    ]);
    expect(actionsFor(drilling, chosen, { ...place, mayOpen: () => false })).toEqual([]);
  });

  test("rows are offered where they can be asked for", () => {
    const drilling = card([{ action: "rows" }]);
    expect(actionsFor(drilling, chosen, place)).toEqual([{ does: "rows", row }]);
    expect(actionsFor(drilling, chosen, { ...place, mayShowRows: false })).toEqual([]);
  });
});

test("a cell becomes a value of the filter's kind: of time columns, the period that it stands for", () => {
  const [state, states, period, price] = filters as [ShownFilter, ShownFilter, ShownFilter, ShownFilter];
  expect(valueFor(state, "state", "Texas")).toBe("Texas");
  expect(valueFor(states, "state", "Texas")).toEqual(["Texas"]);
  expect(valueFor(price, "price", "12.50")).toEqual({ from: 12.5, to: 12.5 });
  expect(valueFor(price, "price", "cheap")).toBeNull();
  const periods = [
    ["day", "2026-02-03", "2026-02-03"],
    ["day", "2026-02-03T10:00:00Z", "2026-02-03"],
    ["date_month", "2026-02-01", "2026-02"],
    ["date_quarter", "2026-04-01", "2026-Q2"],
    ["date_year", "2026-01-01", "2026"],
    ["date_week", "2026-01-26", { from: "2026-01-26", to: "2026-02-01" }],
    ["day", "soon", null],
    ["day", 5, null],
  ] as const;
  for (const [column, cell, value] of periods) expect(valueFor(period, column, cell), String(cell)).toEqual(value);
});

test("cells that a filter is set to are marked, so that the others can be dimmed", () => {
  const filtered = card([
    { action: "filter", column: "state", filter: "states" },
    { action: "filter", column: "day_month", filter: "period" },
  ]);
  const table = {
    columns: [
      { name: "state", type: "text" as const },
      { name: "day_month", type: "date" as const },
    ],
    data: [
      ["Texas", "Nevada", null],
      ["2026-01-01", "2026-02-01", "2026-02-01"],
    ],
    rowCount: 3,
  };
  expect(selectedCells(filtered, table, filters, { states: ["Nevada", "Ohio"], period: "2026-02" })).toEqual([
    { column: "state", value: "Nevada" },
    { column: "day_month", value: "2026-02-01" },
  ]);
  expect(selectedCells(filtered, table, filters, {})).toEqual([]);
});
