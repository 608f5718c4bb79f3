import { expect, test } from "vitest";
import { layoutCartesian } from "@/components/charts/cartesian-layout";
import { buildMarks, hitAt } from "@/components/charts/cartesian-marks";
import { buildCartesian } from "@/components/charts/cartesian-model";
import { type CartesianCard, planCartesian } from "@/components/charts/cartesian-plan";
import type { DataTable } from "@/components/charts/data-table";
import { daysFrom, tableOf } from "../../support/chart-gallery/chart-data";
import { english } from "../../support/chart-gallery/english-words";

const size = { width: 600, height: 300 };

function draw(card: CartesianCard, table: DataTable, room = size) {
  const plan = planCartesian(card);
  const model = buildCartesian(table, plan, english);
  if (!model) throw new Error("The chart names columns that the table lacks");
  const layout = layoutCartesian(model, plan, room);
  return { model, layout, marks: buildMarks(model, plan, layout) };
}

const sales = tableOf({
  region: ["text", ["North", "South", "East"]],
  sold: ["number", [100, -50, null]],
  cost: ["number", [40, 20, 10]],
});
const bars = (options: object): CartesianCard => ({
  kind: "BAR",
  options: { xColumn: "region", yColumns: ["sold"], ...options },
});

test("a bar stands on zero, as long as its value, and nothing stands for nothing", () => {
  const { layout, marks } = draw(bars({}), sales);
  const zero = layout.across(0, "left") ?? 0;
  const [up, down, none] = marks[0]?.rects ?? [];
  expect((up?.y ?? 0) + (up?.height ?? 0)).toBeCloseTo(zero);
  expect(down?.y).toBeCloseTo(zero);
  expect(up?.height).toBeCloseTo(2 * (down?.height ?? 0));
  expect(none).toBeNull();
});

test("lying bars have the first place on top and reach to the right", () => {
  const { layout, marks } = draw(bars({ horizontal: true, yColumns: ["cost"] }), sales);
  const [first, second] = marks[0]?.rects ?? [];
  expect(first?.y).toBeLessThan(second?.y ?? 0);
  expect(first?.x).toBeCloseTo(layout.plot.left);
  expect(first?.width).toBeCloseTo(2 * (second?.width ?? 0));
});

test("everything stays within the drawing, however small that is", () => {
  for (const room of [size, { width: 40, height: 30 }, { width: 1, height: 1 }]) {
    for (const options of [
      {},
      { horizontal: true },
      { stacked: true, yColumns: ["sold", "cost"] },
      { asShares: true },
    ]) {
      const { layout, marks } = draw(bars(options), sales, room);
      expect(layout.plot.width).toBeGreaterThanOrEqual(1);
      for (const rect of marks.flatMap(({ rects }) => rects)) {
        for (const value of Object.values(rect ?? {})) expect(Number.isFinite(value)).toBe(true);
      }
    }
  }
});

test("lines against a right axis have a scale of their own", () => {
  const combo: CartesianCard = {
    kind: "COMBO",
    options: { xColumn: "region", barColumns: ["sold"], lineColumns: ["cost"], rightAxis: { minimum: 0, maximum: 40 } },
  };
  const { layout, model } = draw(combo, sales);
  expect(layout.across(40, "right")).toBeCloseTo(layout.plot.top);
  expect(layout.across(40, "left")).toBeGreaterThan(layout.plot.top + 20);
  expect(model.series.map(({ name }) => name)).toEqual(["sold", "cost (right axis)"]);
});

test("the texts of a right axis stand at the gridlines of the left one", () => {
  const { layout } = draw(
    { kind: "COMBO", options: { xColumn: "region", barColumns: ["sold"], lineColumns: ["cost"], rightAxis: {} } },
    sales,
  );
  const places = ({ at }: { at: number }) => Math.round(at * 10);
  expect(layout.valueTexts.right.map(places)).toEqual(layout.valueTexts.left.map(places));
});

test("days without a row keep their place among bars", () => {
  const days = daysFrom("2024-03-01", 10).filter((_, index) => index !== 4);
  const table = tableOf({ day: ["date", days], n: ["number", days.map(() => 1)] });
  const { model } = draw({ kind: "BAR", options: { xColumn: "day", yColumns: ["n"] } }, table);
  expect(model.points).toHaveLength(10);
  expect(model.points[4]?.values).toEqual({});
});

test("the pointer finds the bar it is on, and the nearest place of a line", () => {
  const grouped = draw(bars({ yColumns: ["sold", "cost"] }), sales);
  const rect = grouped.marks[1]?.rects[0];
  const inside = hitAt((rect?.x ?? 0) + 2, (rect?.y ?? 0) + 2, grouped.marks, grouped.layout, false);
  expect([inside?.index, inside?.series?.name]).toEqual([0, "cost"]);
  const days = daysFrom("2024-01-01", 1_000);
  const table = tableOf({ day: ["date", days], n: ["number", days.map((_, index) => index)] });
  const line = draw({ kind: "LINE", options: { xColumn: "day", yColumns: ["n"] } }, table);
  for (const index of [0, 1, 499, 998, 999]) {
    expect(hitAt(line.layout.along(index), 150, line.marks, line.layout, true)?.index).toBe(index);
  }
  expect(hitAt(-50, 150, line.marks, line.layout, true)).toBeNull();
});

test("more bars than pixels are cut to what fits, and the drawing says so", () => {
  const many = tableOf({
    n: ["text", Array.from({ length: 5_000 }, (_, index) => `n${index}`)],
    v: ["number", Array.from({ length: 5_000 }, () => 1)],
  });
  const { layout } = draw({ kind: "BAR", options: { xColumn: "n", yColumns: ["v"] } }, many);
  expect(layout.count).toBe(Math.floor(layout.plot.width));
});

test("values below zero have no share, and a sentence says so", () => {
  const { model } = draw(bars({ yColumns: ["sold", "cost"], asShares: true }), sales);
  expect(model.notes).toEqual(["Values below zero have no share of a whole and are left out."]);
  expect(model.series[0]?.extents[1]).toBeNull();
});

test("what is not above zero is missing from a logarithmic axis, and counted", () => {
  const { model, layout } = draw(
    { kind: "LINE", options: { xColumn: "region", yColumns: ["sold"], yAxis: { logarithmic: true } } },
    sales,
  );
  expect(model.notes).toEqual(["1 value is not above zero and has no place on a logarithmic axis."]);
  expect(layout.across(-50, "left")).toBeNull();
});
