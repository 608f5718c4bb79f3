import type { CellValue, DataTable } from "@/components/charts/data-table";
import type { CardView } from "@/lib/dashboards/card-schema";
import { daysFrom, monthsFrom, steadyNumbers, tableOf } from "./chart-data";

type Kind = CardView["kind"];
type OptionsOf<K extends Kind> = Extract<CardView, { kind: K }>["options"];

export interface GalleryCard {
  readonly card: CardView;
  readonly table: DataTable | null;
}

let next = 0;

function show<K extends Kind>(
  kind: K,
  title: string,
  options: OptionsOf<K>,
  table: DataTable | null,
  width = 4,
  height = 4,
): GalleryCard {
  next += 1;
  const id = `00000000-0000-4000-8000-${String(next).padStart(12, "0")}`;
  const card = {
    id,
    kind,
    title,
    description: "",
    options,
    interactions: [],
    mobileLayout: null,
    tabId: null,
    layout: { x: 0, y: next, width, height },
  };
  return { card: card as unknown as CardView, table };
}

const random = steadyNumbers(7);
const days = daysFrom("2024-01-01", 180);
const wave = days.map((_, index) => Math.round(2_000 + 500 * Math.sin(index / 9) + random() * 400));
const daily = tableOf({ day: ["date", days], flights: ["number", wave] });
const airlines = ["Alaska", "Delta", "JetBlue", "Southwest", "United"];
const weeks = daysFrom("2024-01-01", 26 * 7).filter((_, day) => day % 7 === 0);
const byAirline = tableOf({
  week: ["date", weeks.flatMap((week) => airlines.map(() => week))],
  airline: ["text", weeks.flatMap(() => airlines)],
  flights: [
    "number",
    weeks.flatMap((_, week) => airlines.map((_, one) => Math.round(300 + one * 180 + week * 6 * one + random() * 60))),
  ],
});
const months = monthsFrom(2024, 1, 12);
const money = tableOf({
  month: ["date", months],
  revenue: ["number", months.map((_, index) => 820_000 + index * 61_000 + Math.round(random() * 90_000))],
  costs: ["number", months.map((_, index) => 700_000 + index * 40_000 + Math.round(random() * 60_000))],
  margin: ["number", months.map((_, index) => 0.12 + index * 0.008 + random() * 0.02)],
});
const quarters = tableOf({
  quarter: ["date", monthsFrom(2021, 1, 14, 3)],
  orders: ["number", monthsFrom(2021, 1, 14, 3).map((_, index) => 40 + index * 7)],
});
const gains = tableOf({
  region: ["text", ["North", "East", "South", "West", "Centre"]],
  profit: ["number", [120, -80, 60, -30, 45]],
  loss: ["number", [-40, 30, -20, 10, -5]],
});
const longNames = tableOf({
  airport: [
    "text",
    [
      "Hartsfield–Jackson Atlanta International",
      "Los Angeles International Airport",
      "Chicago O'Hare International",
      "Dallas/Fort Worth",
      "Denver International Airport and Surroundings of Some Length",
    ],
  ],
  flights: ["number", [182_310, 160_220, 158_004, 120_118, 98_002]],
});
const birds = tableOf({
  size: ["text", ["Small", "Medium", "Large", null]],
  strikes: ["number", [5_400, 3_100, 900, 40]],
});
const many = tableOf({
  state: ["text", Array.from({ length: 14 }, (_, index) => `State ${index + 1}`)],
  flights: ["number", Array.from({ length: 14 }, (_, index) => 1_400 - index * 90)],
});
const points = tableOf({
  distance: ["number", Array.from({ length: 160 }, () => Math.round(100 + random() * 2_400))],
  delay: ["number", Array.from({ length: 160 }, () => Math.round(random() * 60 - 8))],
  flights: ["number", Array.from({ length: 160 }, () => Math.round(random() * 900))],
  route: ["text", Array.from({ length: 160 }, (_, index) => `Route ${index}`)],
  airline: ["text", Array.from({ length: 160 }, (_, index) => airlines[index % 4] ?? "")],
});
const cloud = tableOf({
  x: ["number", Array.from({ length: 10_000 }, () => random() ** 3 * 10_000 + 1)],
  y: ["number", Array.from({ length: 10_000 }, () => random() * 100)],
});
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const heat = tableOf({
  hour: ["number", weekdays.flatMap(() => hours)],
  weekday: ["text", weekdays.flatMap((day) => hours.map(() => day))],
  delay: [
    "number",
    weekdays.flatMap((_, day) =>
      hours.map((hour) => (hour < 5 ? null : Math.round(10 + 8 * Math.sin(hour / 4) + day * 2 + random() * 5))),
    ),
  ],
});
const swings = tableOf({
  month: ["date", months.flatMap((month) => airlines.map(() => month))],
  airline: ["text", months.flatMap(() => airlines)],
  change: ["number", months.flatMap(() => airlines.map(() => Math.round((random() - 0.45) * 200) / 1_000))],
});
const steps = tableOf({
  step: ["text", ["Visited", "Searched", "Chose a flight", "Entered passengers", "Paid"]],
  people: ["number", [48_210, 30_022, 12_800, 6_100, 4_905]],
});
const rowCount = 10_000;
const wide = tableOf({
  flight: ["text", Array.from({ length: rowCount }, (_, row) => `BH ${1_000 + row}`)],
  airport: [
    "text",
    Array.from({ length: rowCount }, (_, row) =>
      row % 97 === 0 ? null : (["SFO", "LAX", "SEA", "JFK", "ORD"][row % 5] ?? ""),
    ),
  ],
  departed: [
    "timestamp",
    Array.from({ length: rowCount }, (_, row) => new Date(Date.UTC(2024, 0, 1, 0, row * 13)).toISOString()),
  ],
  delay: ["number", Array.from({ length: rowCount }, () => Math.round(random() * 120 - 20))],
  cost: ["number", Array.from({ length: rowCount }, () => Math.round(random() * 900_000) / 100)],
  load: ["number", Array.from({ length: rowCount }, () => Math.round(random() * 1_000) / 1_000)],
  on_time: ["boolean", Array.from({ length: rowCount }, (_, row) => row % 3 !== 0)],
});
const states = Array.from({ length: 60 }, (_, index) => `State ${index + 1}`);
const grouped = tableOf({
  state: [
    "text",
    states.flatMap((state) => airlines.flatMap((airline) => months.slice(0, 4).map(() => [state, airline][0] ?? null))),
  ],
  airline: ["text", states.flatMap(() => airlines.flatMap((airline) => months.slice(0, 4).map(() => airline)))],
  month: ["date", states.flatMap(() => airlines.flatMap(() => months.slice(0, 4)))],
  flights: [
    "number",
    states.flatMap(() => airlines.flatMap(() => months.slice(0, 4).map(() => Math.round(random() * 500)))),
  ],
  delay: [
    "number",
    states.flatMap(() => airlines.flatMap(() => months.slice(0, 4).map(() => Math.round(random() * 300) / 10))),
  ],
});
const nothing: readonly CellValue[] = [null, null, null];
const nulls = tableOf({ day: ["date", days.slice(0, 3)], flights: ["number", nothing] });
const markdown = `# Runway report

Numbers are **preliminary** until the 5th; see [the method](https://example.com/method) or [write to us](mailto:ops@example.com).

- Bird strikes include *near misses*
- Delays leave out cancelled flights

| Grade | Meaning |
|---|---|
| A | under 5 min |
| B | under 15 min |

> Ask before you share. \`avg(delay)\` is weighted.

<img src="https://evil.example/pixel.png" onerror="alert(1)"> ![a picture](https://evil.example/other.png) [a trap](javascript:alert(1))`;

/** Every kind of card in its usual states, row by row on the grid of twelve columns. */
export function galleryCards(): readonly GalleryCard[] {
  let [x, y, tallest] = [0, 0, 0];
  return cardsInOrder().map(({ card, table }) => {
    const { width, height } = card.layout;
    if (x + width > 12) [x, y, tallest] = [0, y + tallest, 0];
    const placed = { ...card, layout: { x, y, width, height } };
    [x, tallest] = [x + width, Math.max(tallest, height)];
    return { card: placed, table };
  });
}

function cardsInOrder(): readonly GalleryCard[] {
  const whole = { style: "number", digits: 0 } as const;
  const dollars = { style: "currency", currency: "USD", digits: 0 } as const;
  const percent = { style: "percent", digits: 1 } as const;
  return [
    show("NUMBER", "Flights", { valueColumn: "flights", format: whole }, daily, 3, 2),
    show(
      "NUMBER",
      "Flights today",
      {
        valueColumn: "flights",
        format: whole,
        goodDirection: "up",
        comparison: { with: "previous_row", label: "yesterday" },
        sparkline: { xColumn: "day" },
      },
      daily,
      3,
      3,
    ),
    show(
      "NUMBER",
      "Costs",
      {
        valueColumn: "costs",
        format: dollars,
        goodDirection: "down",
        comparison: { with: "previous_row", label: "last month" },
        sparkline: { xColumn: "month" },
      },
      money,
      3,
      3,
    ),
    show(
      "NUMBER",
      "Margin",
      {
        valueColumn: "margin",
        format: percent,
        goodDirection: "up",
        row: "last",
        comparison: { with: "previous_row" },
      },
      money,
      3,
      2,
    ),
    show("LINE", "Flights a day", { xColumn: "day", yColumns: ["flights"] }, daily, 6),
    show(
      "LINE",
      "Flights by airline",
      { xColumn: "week", yColumns: ["flights"], seriesColumn: "airline" },
      byAirline,
      6,
    ),
    show(
      "AREA",
      "Stacked by airline",
      { xColumn: "week", yColumns: ["flights"], seriesColumn: "airline", stacked: true },
      byAirline,
    ),
    show(
      "AREA",
      "Shares by airline",
      { xColumn: "week", yColumns: ["flights"], seriesColumn: "airline", asShares: true },
      byAirline,
    ),
    show("BAR", "Orders a quarter", { xColumn: "quarter", yColumns: ["orders"], showValues: true }, quarters),
    show(
      "BAR",
      "Revenue and costs",
      {
        xColumn: "month",
        yColumns: ["revenue", "costs"],
        format: dollars,
        yAxis: { title: "US dollars" },
        xAxis: { title: "Month" },
      },
      money,
      6,
    ),
    show(
      "BAR",
      "By airline, stacked",
      { xColumn: "week", yColumns: ["flights"], seriesColumn: "airline", stacked: true },
      byAirline,
      6,
    ),
    show(
      "BAR",
      "Horizontal",
      { xColumn: "airport", yColumns: ["flights"], horizontal: true, showValues: true },
      longNames,
      6,
    ),
    show("BAR", "Long names, upright", { xColumn: "airport", yColumns: ["flights"] }, longNames),
    show(
      "BAR",
      "Below zero, stacked",
      { xColumn: "region", yColumns: ["profit", "loss"], stacked: true, showValues: true },
      gains,
    ),
    show(
      "BAR",
      "Shares of what is below zero",
      { xColumn: "region", yColumns: ["profit", "loss"], asShares: true },
      gains,
    ),
    show(
      "LINE",
      "Logarithmic",
      { xColumn: "n", yColumns: ["size"], yAxis: { logarithmic: true } },
      tableOf({ n: ["number", [1, 2, 3, 4, 5, 6, 7]], size: ["number", [1, 14, 0, 900, 12_000, 800_000, 9_000_000]] }),
    ),
    show(
      "COMBO",
      "Revenue and margin",
      {
        xColumn: "month",
        barColumns: ["revenue", "costs"],
        lineColumns: ["margin"],
        rightAxis: { title: "Margin" },
        format: dollars,
        lineFormat: percent,
      },
      money,
      8,
    ),
    show("PIE", "Pie", { labelColumn: "size", valueColumn: "strikes" }, birds),
    show("PIE", "Donut with others", { labelColumn: "state", valueColumn: "flights", donut: true }, many),
    show("PIE", "Pie below zero", { labelColumn: "region", valueColumn: "profit" }, gains),
    show(
      "SCATTER",
      "Distance and delay",
      { xColumn: "distance", yColumn: "delay", sizeColumn: "flights", labelColumn: "route", seriesColumn: "airline" },
      points,
      6,
    ),
    show(
      "SCATTER",
      "Ten thousand points, logarithmic",
      { xColumn: "x", yColumn: "y", xAxis: { logarithmic: true } },
      cloud,
      6,
    ),
    show(
      "HEATMAP",
      "Delay by hour",
      { xColumn: "hour", yColumn: "weekday", valueColumn: "delay", showValues: true },
      heat,
      8,
    ),
    show(
      "HEATMAP",
      "Change by month",
      { xColumn: "month", yColumn: "airline", valueColumn: "change", showValues: true, format: percent },
      swings,
      6,
    ),
    show("FUNNEL", "Booking", { labelColumn: "step", valueColumn: "people" }, steps, 6, 5),
    show(
      "FUNNEL",
      "A step below zero",
      { labelColumn: "step", valueColumn: "people" },
      tableOf({ step: ["text", ["Visited", "Refunded", null]], people: ["number", [900, -40, 300]] }),
      6,
      3,
    ),
    show(
      "TABLE",
      "Ten thousand flights",
      {
        columns: [
          { name: "flight", label: "Flight" },
          {
            name: "airport",
            label: "Airport",
            conditionalFormats: [{ kind: "rule", operator: "=", value: "SFO", tone: "accent" }],
          },
          { name: "departed", label: "Departed" },
          {
            name: "delay",
            label: "Delay",
            total: "average",
            format: { style: "number", digits: 0, unit: "min" },
            conditionalFormats: [
              { kind: "rule", operator: ">", value: 60, tone: "bad" },
              { kind: "rule", operator: ">", value: 30, tone: "warning" },
              { kind: "rule", operator: "<=", value: 0, tone: "good" },
            ],
          },
          {
            name: "cost",
            label: "Cost",
            total: "sum",
            format: { style: "currency", currency: "USD" },
            conditionalFormats: [{ kind: "bar" }],
          },
          { name: "load", label: "Load", total: "maximum", format: percent, conditionalFormats: [{ kind: "scale" }] },
          { name: "on_time", label: "On time" },
        ],
        sort: { column: "delay", direction: "descending" },
      },
      wide,
      12,
      6,
    ),
    show(
      "PIVOT",
      "Flights by state and airline",
      {
        rowColumns: ["state", "airline"],
        columnColumns: ["month"],
        values: [
          { column: "flights", aggregation: "sum", format: whole },
          { column: "delay", aggregation: "average", label: "Avg delay", format: { style: "number", digits: 1 } },
        ],
      },
      grouped,
      12,
      6,
    ),
    show("TEXT", "About", { markdown }, null, 6, 6),
    show(
      "LINE",
      "One row",
      { xColumn: "day", yColumns: ["flights"] },
      tableOf({ day: ["date", ["2024-03-01"]], flights: ["number", [12]] }),
    ),
    show("LINE", "All nulls", { xColumn: "day", yColumns: ["flights"] }, nulls),
    show("NUMBER", "Null", { valueColumn: "flights", comparison: { with: "previous_row" } }, nulls, 3, 2),
    show(
      "BAR",
      "Huge numbers",
      { xColumn: "n", yColumns: ["v"], xKind: "category" },
      tableOf({ n: ["text", ["a", "b", "c"]], v: ["number", [9e15, 3.2e18, 1.1e21]] }),
    ),
    show(
      "BAR",
      "Ten thousand bars",
      { xColumn: "n", yColumns: ["v"], xKind: "category" },
      tableOf({
        n: ["number", Array.from({ length: 10_000 }, (_, index) => index)],
        v: ["number", Array.from({ length: 10_000 }, () => random())],
      }),
    ),
    show("LINE", "Columns that are not there", { xColumn: "gone", yColumns: ["away"] }, daily),
  ];
}
