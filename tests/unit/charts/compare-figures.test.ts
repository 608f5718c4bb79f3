import { expect, test } from "vitest";
import { figureOf } from "@/components/charts/compare-figures";
import { tableOf } from "../../support/chart-gallery/chart-data";

const days = tableOf({
  day: ["date", ["2024-01-03", "2024-01-01", "2024-01-02"]],
  flights: ["number", [30, 10, 20]],
  target: ["number", [40, 40, 0]],
});

test("without more said, the figure is the first row's", () => {
  expect(figureOf(days, { valueColumn: "flights" })).toMatchObject({
    value: 30,
    row: 0,
    change: undefined,
    history: [],
  });
});

test("along a time the last moment is the figure, whatever the order of the rows", () => {
  const figure = figureOf(days, {
    valueColumn: "flights",
    sparkline: { xColumn: "day" },
    comparison: { with: "previous_row" },
    goodDirection: "up",
  });
  expect(figure?.history).toEqual([10, 20, 30]);
  expect(figure).toMatchObject({
    value: 30,
    change: { against: 20, difference: 10, ratio: 0.5, direction: "up", isGood: true },
  });
});

test("a column of the same row is compared with", () => {
  const change = figureOf(days, {
    valueColumn: "flights",
    comparison: { with: "column", column: "target" },
    goodDirection: "up",
  })?.change;
  expect(change).toMatchObject({ against: 40, difference: -10, ratio: -0.25, direction: "down", isGood: false });
});

test("of zero there are no percents, and no direction is good unless somebody says so", () => {
  const one = tableOf({ now: ["number", [5]], before: ["number", [0]] });
  expect(figureOf(one, { valueColumn: "now", comparison: { with: "column", column: "before" } })?.change).toMatchObject(
    {
      ratio: null,
      isGood: undefined,
    },
  );
});

test("less below zero is up", () => {
  const one = tableOf({ now: ["number", [-50]], before: ["number", [-100]] });
  const change = figureOf(one, { valueColumn: "now", comparison: { with: "column", column: "before" } })?.change;
  expect(change).toMatchObject({ ratio: 0.5, direction: "up" });
});

test("nothing to compare with is said, and a column that is not there makes no figure", () => {
  const one = tableOf({ flights: ["number", [5]] });
  expect(figureOf(one, { valueColumn: "flights", comparison: { with: "previous_row" } })?.change).toBeNull();
  expect(figureOf(one, { valueColumn: "gone" })).toBeNull();
  expect(figureOf(one, { valueColumn: "flights", comparison: { with: "column", column: "gone" } })).toBeNull();
  expect(figureOf(one, { valueColumn: "flights", sparkline: { xColumn: "gone" } })).toBeNull();
});
