import { expect, test } from "vitest";
import { columnTotal } from "@/components/charts/column-totals";
import { type ConditionalFormat, lookOf, rangeOf } from "@/components/charts/conditional-format";
import { rowsAsText } from "@/components/charts/copy-rows";
import { gridFields } from "@/components/charts/grid-fields";
import { compareCells } from "@/components/charts/sort-cells";
import { textWidth } from "@/components/charts/text-width";
import { tableOf } from "../../support/chart-gallery/chart-data";
import { english } from "../../support/chart-gallery/english-words";

const rule = (
  operator: ">" | "<=" | "=" | "!=" | "contains",
  value: number | string,
  tone: "good" | "bad" = "bad",
): ConditionalFormat => ({
  kind: "rule",
  operator,
  value,
  tone,
});

test.each([
  [70, rule(">", 60), "bad"],
  ["70.5", rule(">", 60), "bad"],
  [60, rule(">", 60), undefined],
  [60, rule("<=", 60), "bad"],
  ["SFO", rule("=", "SFO"), "bad"],
  ["sfo", rule("contains", "FO"), "bad"],
  ["LAX", rule("!=", "SFO"), "bad"],
  [null, rule("!=", "SFO"), undefined],
  [null, rule("<=", 60), undefined],
] as const)("%o under %o has the tone %s", (cell, format, tone) => {
  expect(lookOf(cell, [format], null).tone).toBe(tone);
});

test("of several rules the first that holds wins", () => {
  expect(lookOf(80, [rule(">", 60, "bad"), rule(">", 30, "good")], null).tone).toBe("bad");
});

test("a bar starts at zero, also between values below and above it", () => {
  const range = rangeOf([-50, 150, null]);
  expect(lookOf(150, [{ kind: "bar" }], range).bar).toEqual({ from: 0.25, to: 1, isNegative: false });
  expect(lookOf(-50, [{ kind: "bar" }], range).bar).toEqual({ from: 0, to: 0.25, isNegative: true });
  expect(lookOf(null, [{ kind: "bar" }], range)).toEqual({});
});

test("a scale is deepest at the greatest value", () => {
  const shade = (value: number) => lookOf(value, [{ kind: "scale" }], { least: 0, greatest: 10 }).shade ?? 0;
  expect(shade(0)).toBeLessThan(shade(5));
  expect(shade(5)).toBeLessThan(shade(10));
});

test("totals leave out what is missing, and adding decimals leaves no dust", () => {
  expect(columnTotal([0.1, 0.2, null], "sum")).toBe(0.3);
  expect(columnTotal(["1.5", 2.5, null], "average")).toBe(2);
  expect([columnTotal([3, 1, 2], "minimum"), columnTotal([3, 1, 2], "maximum")]).toEqual([1, 3]);
  expect(columnTotal(["a", null, "b"], "count")).toBe(2);
  expect(columnTotal([null], "sum")).toBeNull();
});

test("cells sort by what they are", () => {
  const sorted = (cells: string[], type: "text" | "number" | "date") =>
    [...cells].sort((a, b) => compareCells(a, b, type, "en-US"));
  expect(sorted(["10", "9", "100"], "number")).toEqual(["9", "10", "100"]);
  expect(sorted(["Gate 10", "gate 9", "Älpli"], "text")).toEqual(["Älpli", "gate 9", "Gate 10"]);
  expect(sorted(["2024-10-01", "2024-02-01"], "date")).toEqual(["2024-02-01", "2024-10-01"]);
});

test("copied rows hold no cell that a spreadsheet would run", () => {
  const rows = [
    ["=HYPERLINK(1)", "+1+1", "@SUM(A1)", "-2+3"],
    [-5, "-5.25", "a\tb\nc", null],
  ];
  expect(rowsAsText(["=head"], rows).split("\n")).toEqual([
    "'=head",
    "'=HYPERLINK(1)\t'+1+1\t'@SUM(A1)\t'-2+3",
    "-5\t-5.25\ta b c\t",
  ]);
});

test("a column is wide enough for its total, with the name of it", () => {
  const rows = tableOf({ n: ["number", Array.from({ length: 1_000 }, () => 99_999)] });
  const widthWith = (total?: "sum" | "count") => gridFields(rows, [{ name: "n", total }], english)[0]?.width ?? 0;
  expect(widthWith("sum")).toBeGreaterThan(textWidth("Sum 99,999,000") * 1.2);
  expect(widthWith("count")).toBeGreaterThan(widthWith());
});
