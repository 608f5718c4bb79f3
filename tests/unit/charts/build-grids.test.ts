import { expect, test } from "vitest";
import { buildFunnel } from "@/components/charts/build-funnel";
import { buildHeatmap, shadeCount, shadeOf } from "@/components/charts/build-heatmap";
import { buildScatter } from "@/components/charts/build-scatter";
import { tableOf } from "../../support/chart-gallery/chart-data";
import { english } from "../../support/chart-gallery/english-words";

test("a funnel tells what went on from each step, and of the first", () => {
  const rows = tableOf({ step: ["text", ["Seen", "Tried", "Paid"]], people: ["number", [200, 100, 25]] });
  const steps = buildFunnel(rows, "step", "people", english)?.steps.map(({ ofFirst, ofPrevious, width }) => [
    ofFirst,
    ofPrevious,
    width,
  ]);
  expect(steps).toEqual([
    [null, null, 1],
    [0.5, 0.5, 0.5],
    [0.125, 0.25, 0.125],
  ]);
});

test("steps below zero are left out and counted, nothing is divided by zero, and a step may grow", () => {
  const rows = tableOf({ step: ["text", ["a", "b", "c", "d"]], n: ["number", [0, -5, 10, 20]] });
  const funnel = buildFunnel(rows, "step", "n", english);
  expect(funnel?.belowZero).toBe(1);
  expect(funnel?.steps.map(({ name, ofFirst, ofPrevious }) => [name, ofFirst, ofPrevious])).toEqual([
    ["a", null, null],
    ["c", null, null],
    ["d", null, 2],
  ]);
});

test("a heatmap orders times and numbers, keeps names as they came, and sums rows of the same cell", () => {
  const rows = tableOf({
    hour: ["number", [10, 9, 9]],
    day: ["text", ["Tue", "Mon", "Mon"]],
    n: ["number", [1, 2, 3]],
  });
  const set = buildHeatmap(rows, { xColumn: "hour", yColumn: "day", valueColumn: "n" }, english);
  expect([set?.columns, set?.rows]).toEqual([
    ["9", "10"],
    ["Tue", "Mon"],
  ]);
  expect(set?.cells.find(({ row, column }) => row === 1 && column === 0)).toMatchObject({ value: 5, rows: [1, 2] });
});

test("months are headed by their names, not by their first days", () => {
  const rows = tableOf({ month: ["date", ["2024-03-01", "2024-01-01", "2024-02-01"]], n: ["number", [1, 2, 3]] });
  const set = buildHeatmap(rows, { xColumn: "month", yColumn: "n", valueColumn: "n" }, english);
  expect(set?.columns).toEqual(["Jan 2024", "Feb 2024", "Mar 2024"]);
});

test("shades on both sides of zero are measured alike", () => {
  expect([shadeOf(-10, -10, 40), shadeOf(10, -10, 40)]).toEqual([-3, 3]);
  expect(shadeOf(40, -10, 40)).toBe(shadeCount);
  expect([shadeOf(5, 5, 9), shadeOf(9, 5, 9), shadeOf(7, 7, 7)]).toEqual([1, shadeCount, shadeCount]);
});

test("a point needs two numbers; sizes are shares of the greatest", () => {
  const rows = tableOf({ x: ["number", [1, null, 3]], y: ["number", [1, 2, 3]], size: ["number", [5, 5, 10]] });
  const set = buildScatter(rows, { xColumn: "x", yColumn: "y", sizeColumn: "size" }, english);
  expect(set?.points.map(({ row, size }) => [row, size])).toEqual([
    [0, 0.5],
    [2, 1],
  ]);
  expect(set?.unplaced).toBe(1);
  expect(buildScatter(rows, { xColumn: "x", yColumn: "y", labelColumn: "gone" }, english)).toBeNull();
});
