import { expect, test } from "vitest";
import { buildSeries } from "@/components/charts/build-series";
import { buildSlices } from "@/components/charts/build-slices";
import type { CellValue, DataTable } from "@/components/charts/data-table";
import { otherColor, paletteSize } from "@/components/charts/palette";
import { english } from "../../support/chart-gallery/english-words";

function table(columns: Record<string, CellValue[]>): DataTable {
  const entries = Object.entries(columns);
  return {
    columns: entries.map(([name, cells]) => ({ name, type: typeof cells[0] === "number" ? "number" : "text" })),
    data: entries.map(([, cells]) => cells),
    rowCount: entries[0]?.[1].length ?? 0,
  };
}

/** Two places on the axis and so many series, the last the largest. */
function manySeries(count: number): DataTable {
  const names = Array.from({ length: count }, (_, index) => `series ${index}`);
  return table({
    x: names.flatMap(() => ["a", "b"]),
    name: names.flatMap((name) => [name, name]),
    y: names.flatMap((_, index) => [index + 1, index + 1]),
  });
}

const split = { xColumn: "x", yColumns: ["y"], seriesColumn: "name" };

test("rows become points in their own order, a gap stays a gap", () => {
  const set = buildSeries(table({ x: ["b", "a"], y: [1, null] }), { xColumn: "x", yColumns: ["y"] }, english);
  expect(set?.points).toEqual([
    { x: "b", values: { s0: 1 } },
    { x: "a", values: { s0: null } },
  ]);
});

test("a split column makes one series a value, also for places that a series lacks", () => {
  const rows = table({ x: ["a", "b", "a"], name: ["one", "one", null], y: [1, 2, 3] });
  const set = buildSeries(rows, split, english);
  expect(set?.series.map(({ name }) => name)).toEqual(["one", "None"]);
  expect(set?.points[1]).toEqual({ x: "b", values: { s0: 2, s1: null } });
});

test("stacked series beyond the palette are summed into one grey Other", () => {
  const set = buildSeries(manySeries(11), { ...split, stacked: true }, english);
  expect(set?.series).toHaveLength(paletteSize + 1);
  expect(set?.series.at(-1)).toMatchObject({ name: "Other (3)", color: otherColor, isOther: true });
  // The three smallest have 1, 2 and 3.
  expect(set?.points[0]?.values[`s${paletteSize}`]).toBe(6);
});

test("side by side nothing is summed: the smallest series are grey, and all are there", () => {
  const set = buildSeries(manySeries(11), split, english);
  expect(set?.series).toHaveLength(11);
  expect(set?.series.filter(({ isOther }) => isOther).map(({ name }) => name)).toEqual([
    "series 0",
    "series 1",
    "series 2",
  ]);
});

test("colours never repeat within a chart", () => {
  const colors = buildSeries(manySeries(paletteSize), split, english)?.series.map(({ color }) => color) ?? [];
  expect(new Set(colors).size).toBe(paletteSize);
});

test("numbers that come as text are numbers", () => {
  const set = buildSeries(table({ x: ["a"], y: ["12.50"] }), { xColumn: "x", yColumns: ["y"] }, english);
  expect(set?.points[0]?.values.s0).toBe(12.5);
});

test("a column that the rows do not have makes no chart, and does not break one", () => {
  const rows = table({ x: ["a"], y: [1] });
  expect(buildSeries(rows, { xColumn: "x", yColumns: ["gone"] }, english)).toBeNull();
  expect(buildSeries(rows, { ...split, seriesColumn: "gone" }, english)).toBeNull();
  expect(buildSlices(rows, "gone", "y", english)).toBeNull();
});

test("slices come largest first, their shares make a whole, and Other stands for the rest", () => {
  const labels = Array.from({ length: 12 }, (_, index) => `slice ${index}`);
  const slices = buildSlices(
    table({ label: labels, value: labels.map((_, index) => index + 1) }),
    "label",
    "value",
    english,
  );
  expect(slices).toHaveLength(paletteSize);
  expect(slices?.[0]).toMatchObject({ name: "slice 11", value: 12 });
  expect(slices?.at(-1)).toMatchObject({ name: "Other (5)", value: 15, color: otherColor });
  expect(slices?.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

test("what is not positive has no slice", () => {
  const slices = buildSlices(table({ label: ["a", "b", "c", null], value: [3, 0, -4, 1] }), "label", "value", english);
  expect(slices?.map(({ name }) => name)).toEqual(["a", "None"]);
});
