import { expect, test } from "vitest";
import { buildPivot, mostRowGroups, openLines } from "@/components/charts/build-pivot";
import type { PivotOptions } from "@/lib/dashboards/card-options";
import { tableOf } from "../../support/chart-gallery/chart-data";
import { english } from "../../support/chart-gallery/english-words";

const rows = tableOf({
  state: ["text", ["CA", "CA", "CA", "TX"]],
  city: ["text", ["LA", "LA", "SF", "Austin"]],
  month: ["date", ["2024-02-01", "2024-01-01", "2024-01-01", "2024-02-01"]],
  delay: ["number", [10, 20, 60, null]],
});
const pivot = (options: Partial<PivotOptions>) =>
  buildPivot(
    rows,
    {
      rowColumns: ["state", "city"],
      columnColumns: ["month"],
      values: [{ column: "delay", aggregation: "average" }],
      ...options,
    },
    english,
  );

test("lines go from the outside in, with sub-totals made from the rows and not from averages", () => {
  const lines = pivot({})?.lines.map(({ text, depth, isSubtotal, cells }) => [text, depth, isSubtotal, cells]);
  expect(lines).toEqual([
    // January, February, both.
    ["CA", 0, true, [40, 10, 30]],
    ["LA", 1, false, [20, 10, 15]],
    ["SF", 1, false, [60, null, 60]],
    ["TX", 0, true, [null, null, null]],
    ["Austin", 1, false, [null, null, null]],
  ]);
});

test("the grand total is of all rows, across and down", () => {
  expect(pivot({ values: [{ column: "delay", aggregation: "sum" }] })?.total).toEqual([80, 10, 90]);
  expect(pivot({ values: [{ column: "delay", aggregation: "count" }] })?.total).toEqual([2, 1, 3]);
  expect(pivot({ totals: false })?.total).toBeNull();
});

test("several values stand side by side under each heading", () => {
  const both = pivot({
    values: [
      { column: "delay", aggregation: "minimum" },
      { column: "delay", aggregation: "maximum", label: "Worst" },
    ],
  });
  expect(both?.headings[0]?.map(({ span }) => span)).toEqual([2, 2, 2]);
  expect(both?.columns.map(({ text }) => text)).toEqual(["delay", "Worst", "delay", "Worst", "delay", "Worst"]);
  expect(both?.lines[0]?.cells).toEqual([20, 60, 10, 10, 10, 60]);
});

test("without columns across there is one column a value", () => {
  expect(pivot({ columnColumns: [] })?.lines[0]?.cells).toEqual([30]);
});

test("each line knows its rows, so that a click on it can tell them", () => {
  expect(pivot({})?.lines.map((line) => line.rows)).toEqual([[0, 1, 2], [0, 1], [2], [3], [3]]);
});

test("beyond thousands of groups the rest is left out, counted, and still in the totals", () => {
  const count = mostRowGroups + 500;
  const many = tableOf({
    name: ["text", Array.from({ length: count }, (_, index) => `group ${index}`)],
    value: ["number", Array.from({ length: count }, () => 1)],
  });
  const built = buildPivot(
    many,
    { rowColumns: ["name"], columnColumns: [], values: [{ column: "value", aggregation: "sum" }] },
    english,
  );
  expect(built).toMatchObject({ rowGroups: count, shownRowGroups: mostRowGroups, total: [count] });
});

test("a column that the rows do not have makes no pivot", () => {
  expect(pivot({ rowColumns: ["gone"] })).toBeNull();
  expect(pivot({ columnColumns: ["gone"] })).toBeNull();
  expect(pivot({ values: [{ column: "gone", aggregation: "sum" }] })).toBeNull();
});

test("what is under a collapsed group is out of sight, and nothing else is", () => {
  const lines = pivot({})?.lines ?? [];
  const shown = (...keys: string[]) => openLines(lines, new Set(keys)).map(({ text }) => text);
  expect(shown()).toEqual(["CA", "LA", "SF", "TX", "Austin"]);
  expect(shown("/CA")).toEqual(["CA", "TX", "Austin"]);
  expect(shown("/CA", "/TX")).toEqual(["CA", "TX"]);
});
