import { expect, test } from "vitest";
import { buildPivot } from "@/components/charts/build-pivot";
import { buildSeries } from "@/components/charts/build-series";
import { withFields } from "@/components/charts/data-table";
import { gridFields, gridTotals } from "@/components/charts/grid-fields";
import type { RollUp } from "@/lib/domains/answer-field-schema";
import { tableOf } from "../../support/chart-gallery/chart-data";
import { english } from "../../support/chart-gallery/english-words";

const field = (column: string, rollUp: RollUp) => ({ column, label: column, rollUp });

/** Revenue by state and city: two cities have a rate, one has no orders. */
const answer = withFields(
  tableOf({
    state: ["text", ["CA", "CA", "TX"]],
    city: ["text", ["LA", "SF", "Waco"]],
    revenue: ["number", [90, 10, 30]],
    orders: ["number", [3, 1, 0]],
    rate: ["number", [30, 10, null]],
    buyers: ["number", [2, 1, 0]],
    longest: ["number", [7, 9, null]],
  }),
  [
    field("revenue", "sum"),
    field("orders", "sum"),
    field("rate", { of: "revenue", to: "orders" }),
    field("buyers", "none"),
    field("longest", "maximum"),
  ],
);
const totalled = ["revenue", "rate", "buyers", "longest"] as const;

const totals = (total: "sum" | "average" | "minimum" | "count", table = answer) => {
  const columns = totalled.map((name) => ({ name, total }));
  return gridTotals(gridFields(table, columns, english), english)?.map((one) => one && `${one.name} ${one.text}`);
};

test("a table's total of a ratio is that of the totals, of an average or distinct count there is none", () => {
  expect(totals("sum")).toEqual(["Sum 130", "Total 32.5", null, "Maximum 9"]);
  expect(totals("average")?.slice(1)).toEqual(["Total 32.5", null, "Maximum 9"]);
});

test("the least of the values and how many there are can always be told", () => {
  expect(totals("minimum")).toEqual(["Minimum 10", "Minimum 10", "Minimum 0", "Minimum 7"]);
  expect(totals("count")?.[1]).toBe("Count 2");
});

test("without what it divides among the columns, a ratio has no total", () => {
  const alone = {
    ...answer,
    columns: answer.columns.filter(({ name }) => name !== "orders"),
    data: answer.data.filter((_, at) => answer.columns[at]?.name !== "orders"),
  };
  expect(totals("sum", alone)?.[1]).toBeNull();
});

test("sub-totals and totals of a pivot are of the parts, and a group of one row says what the row says", () => {
  const built = buildPivot(
    answer,
    {
      rowColumns: ["state", "city"],
      columnColumns: [],
      values: totalled.map((column) => ({ column, aggregation: "sum" as const })),
    },
    english,
  );
  expect(built?.lines.map(({ text, cells }) => [text, ...cells])).toEqual([
    ["CA", 100, 25, null, 9],
    ["LA", 90, 30, 2, 7],
    ["SF", 10, 10, 1, 9],
    ["TX", 30, null, 0, null],
    ["Waco", 30, null, 0, null],
  ]);
  expect(built?.total).toEqual([130, 32.5, null, 9]);
});

test("several rows at one place of a chart are no sum of ratios", () => {
  const values = (yColumn: string) =>
    buildSeries(answer, { xColumn: "state", yColumns: [yColumn] }, english)?.points.map((point) => point.values.s0);
  expect(values("revenue")).toEqual([100, 30]);
  expect(values("rate")).toEqual([25, null]);
  expect(values("buyers")).toEqual([null, 0]);
});
