import { describe, expect, test } from "vitest";
import type { ChartChoice, ChartKind } from "@/components/charts/chart-choice";
import { type CellValue, type ColumnType, type DataTable, withFields } from "@/components/charts/data-table";
import { optionsFor, suggestChart } from "@/components/charts/suggest-chart";
import { cardInputSchema } from "@/lib/dashboards/card-schema";
import { daysFrom, tableOf } from "../../support/chart-gallery/chart-data";

const numbers = (count: number): CellValue[] => Array.from({ length: count }, (_, index) => index * 3);
const names = (count: number, distinct = count): CellValue[] =>
  Array.from({ length: count }, (_, index) => `n${index % distinct}`);
const days = (count: number) => daysFrom("2024-01-01", count);
type Columns = Readonly<Record<string, readonly [ColumnType, readonly CellValue[]]>>;

const results: readonly (readonly [what: string, columns: Columns, kind: ChartKind, options?: object])[] = [
  ["one number", { n: ["number", [5]] }, "NUMBER", { valueColumn: "n" }],
  ["one number that sounds like a name", { year: ["number", [5]] }, "NUMBER", { valueColumn: "year" }],
  [
    "days and a number",
    { day: ["date", days(9)], n: ["number", numbers(9)] },
    "LINE",
    { xColumn: "day", yColumns: ["n"] },
  ],
  [
    "days and numbers",
    { n: ["number", numbers(9)], day: ["timestamp", days(9)], m: ["number", numbers(9)] },
    "LINE",
    { xColumn: "day", yColumns: ["n", "m"] },
  ],
  [
    "days, a number and a few names",
    { day: ["date", days(9)], name: ["text", names(9, 3)], n: ["number", numbers(9)] },
    "LINE",
    { xColumn: "day", yColumns: ["n"], seriesColumn: "name" },
  ],
  [
    "days, a number and many names",
    { day: ["date", days(30)], name: ["text", names(30)], n: ["number", numbers(30)] },
    "TABLE",
  ],
  [
    "names and a number",
    { name: ["text", names(5)], n: ["number", numbers(5)] },
    "BAR",
    { xColumn: "name", yColumns: ["n"] },
  ],
  [
    "long names and a number",
    { name: ["text", ["Hartsfield–Jackson Atlanta International", "Los Angeles"]], n: ["number", [1, 2]] },
    "BAR",
    { xColumn: "name", yColumns: ["n"], horizontal: true },
  ],
  [
    "hours and a number",
    { hour: ["number", numbers(24)], n: ["number", numbers(24)] },
    "BAR",
    { xColumn: "hour", yColumns: ["n"] },
  ],
  [
    "truths and a number",
    { late: ["boolean", [true, false]], n: ["number", [1, 2]] },
    "BAR",
    { xColumn: "late", yColumns: ["n"] },
  ],
  ["two numbers", { a: ["number", numbers(9)], b: ["number", numbers(9)] }, "SCATTER", { xColumn: "a", yColumn: "b" }],
  [
    "many names and two numbers",
    { name: ["text", names(90)], a: ["number", numbers(90)], b: ["number", numbers(90)] },
    "SCATTER",
    { xColumn: "a", yColumn: "b", labelColumn: "name" },
  ],
  [
    "names by few names and a number",
    { a: ["text", names(20, 10)], b: ["text", names(20, 2)], n: ["number", numbers(20)] },
    "BAR",
    { xColumn: "a", yColumns: ["n"], seriesColumn: "b", stacked: true },
  ],
  [
    "names by many names and a number",
    { a: ["text", names(200, 20)], hour: ["number", names(200, 24)], n: ["number", numbers(200)] },
    "HEATMAP",
    { xColumn: "a", yColumn: "hour", valueColumn: "n" },
  ],
  ["names alone", { a: ["text", names(5)] }, "TABLE", {}],
  ["more names than bars", { a: ["text", names(90)], n: ["number", numbers(90)] }, "TABLE"],
  [
    "many columns",
    Object.fromEntries("abcdefg".split("").map((name) => [name, ["number", [1, 2, 3]]])) as never,
    "TABLE",
  ],
  ["no columns", {}, "TABLE", {}],
];

const source = {
  connectionId: "00000000-0000-4000-8000-000000000001",
  sql: "SELECT 1",
  title: "A card",
  layout: { x: 0, y: 0, width: 4, height: 4 },
};
const isValid = ({ kind, options }: { kind: ChartKind; options: unknown }) =>
  cardInputSchema.safeParse({ ...source, kind, options }).success;

describe("a result suggests its drawing", () => {
  for (const [what, columns, kind, options] of results) {
    test(what, () => {
      const choice = suggestChart(tableOf(columns));
      expect(choice.kind).toBe(kind);
      if (options) expect(choice.options).toEqual(options);
      expect(isValid(choice)).toBe(true);
    });
  }

  test("never a pie: shares of a whole are for somebody to ask for", () => {
    for (const [, columns] of results) expect(suggestChart(tableOf(columns)).kind).not.toBe("PIE");
  });
});

const kinds: readonly ChartKind[] = [
  "NUMBER",
  "LINE",
  "AREA",
  "BAR",
  "COMBO",
  "PIE",
  "SCATTER",
  "HEATMAP",
  "FUNNEL",
  "TABLE",
  "PIVOT",
];

describe("switching the kind", () => {
  test.each(kinds)("%s has valid options for every result that has columns", (kind) => {
    for (const [what, columns] of results) {
      const options = optionsFor(kind, tableOf(columns));
      if (Object.keys(columns).length === 0) expect(options).toBeNull();
      else expect(isValid({ kind, options }), what).toBe(true);
    }
  });

  const rows: DataTable = tableOf({
    day: ["date", days(9)],
    name: ["text", names(9, 3)],
    cost: ["number", numbers(9)],
    gain: ["number", numbers(9)],
  });
  const format = { style: "currency", currency: "EUR" } as const;
  const line: ChartChoice = {
    kind: "LINE",
    options: { xColumn: "name", yColumns: ["gain"], format, colors: { gain: 3 }, showValues: true },
  };

  test("keeps columns, format and colours that fit", () => {
    expect(optionsFor("PIE", rows, line)).toMatchObject({
      labelColumn: "name",
      valueColumn: "gain",
      format,
      colors: { gain: 3 },
    });
    expect(optionsFor("AREA", rows, line)).toMatchObject({ xColumn: "name", yColumns: ["gain"], format });
    expect(optionsFor("PIVOT", rows, line)).toMatchObject({
      rowColumns: ["name"],
      values: [{ column: "gain", aggregation: "sum", format }],
    });
  });

  test("keeps everything when the kind stays and its columns are there", () => {
    expect(optionsFor("LINE", rows, line)).toEqual(line.options);
  });

  test("forgets columns that the rows no longer have", () => {
    const gone: ChartChoice = { kind: "BAR", options: { xColumn: "gone", yColumns: ["away"] } };
    expect(optionsFor("BAR", rows, gone)).toMatchObject({ xColumn: "day" });
    expect(JSON.stringify(kinds.map((kind) => optionsFor(kind, rows, gone)))).not.toMatch(/gone|away/);
  });
});

test("measures of two units share no axis: a share is a line over the bars of its whole", () => {
  const fields = [
    { column: "share", label: "Share", format: { style: "percent" as const } },
    { column: "count", label: "Count", format: { style: "number" as const } },
  ];
  const rows = withFields(
    tableOf({ name: ["text", names(5)], share: ["number", numbers(5)], count: ["number", numbers(5)] }),
    fields,
  );
  expect(suggestChart(rows)).toEqual({
    kind: "COMBO",
    options: { xColumn: "name", barColumns: ["count"], lineColumns: ["share"], rightAxis: {} },
  });
  expect(optionsFor("BAR", rows)).toEqual({ xColumn: "name", yColumns: ["share"] });
});

test("what does not add up is not stacked", () => {
  const table = { a: ["text", names(8, 4)], b: ["text", names(8, 2)], rate: ["number", numbers(8)] } as const;
  const stacked = (rollUp: "sum" | "none") =>
    optionsFor("BAR", withFields(tableOf(table), [{ column: "rate", label: "Rate", rollUp }]))?.stacked;
  expect([stacked("sum"), stacked("none")]).toEqual([true, undefined]);
});
