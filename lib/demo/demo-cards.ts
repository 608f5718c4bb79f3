import type { CardInput } from "@/lib/dashboards/card-schema";

/** Each kind keeps its own options, so the field is left out of every member of the union by itself. */
type WithoutConnection<Card> = Card extends CardInput ? Omit<Card, "connectionId"> : never;
type DemoCard = WithoutConnection<CardInput>;

/** The records end with one flight at midnight of a day that is not otherwise in them. */
const wholeDays = "flight_date < DATE '2001-07-01'";
/** From the first Monday that is a whole week, to the last. */
const wholeWeeks = "flight_date >= DATE '2001-01-01' AND flight_date < DATE '2001-06-25'";
const longEnough = "distance_miles >= {{ filter.minimum_distance }}";

/**
 * The cards of every demo dashboard, in SQL that means the same on DuckDB and PostgreSQL. Not one of them names
 * a tenant: who sees which rows is the policies' business alone.
 */
export const demoCards: readonly DemoCard[] = [
  {
    kind: "NUMBER",
    title: "Flights",
    sql: `SELECT count(*) AS flights FROM flights WHERE ${longEnough}`,
    options: { valueColumn: "flights", format: { style: "number", digits: 0 } },
    layout: { x: 0, y: 0, width: 3, height: 2 },
  },
  {
    kind: "NUMBER",
    title: "Average delay",
    sql: `SELECT round(avg(delay_minutes), 1) AS minutes FROM flights WHERE ${longEnough}`,
    options: { valueColumn: "minutes", format: { style: "number", digits: 1, unit: "min" } },
    layout: { x: 3, y: 0, width: 3, height: 2 },
  },
  {
    kind: "NUMBER",
    title: "On time",
    description: "Share of flights at most 15 minutes late",
    sql: `SELECT avg(CASE WHEN delay_minutes <= 15 THEN 1.0 ELSE 0.0 END) AS on_time FROM flights WHERE ${longEnough}`,
    options: { valueColumn: "on_time", format: { style: "percent", digits: 1 } },
    layout: { x: 6, y: 0, width: 3, height: 2 },
  },
  {
    kind: "NUMBER",
    title: "Bird strikes",
    description: "Reported since 1990",
    sql: "SELECT count(*) AS strikes FROM bird_strikes",
    options: { valueColumn: "strikes", format: { style: "number", digits: 0 } },
    layout: { x: 9, y: 0, width: 3, height: 2 },
  },
  {
    kind: "LINE",
    title: "Flights a day",
    sql: `SELECT flight_date, count(*) AS flights
FROM flights
WHERE ${longEnough} AND ${wholeDays}
GROUP BY flight_date
ORDER BY flight_date`,
    options: { xColumn: "flight_date", yColumns: ["flights"], format: { style: "number", digits: 0 } },
    layout: { x: 0, y: 2, width: 8, height: 4 },
  },
  {
    kind: "PIE",
    title: "Bird strikes by size of bird",
    sql: "SELECT wildlife_size, count(*) AS strikes FROM bird_strikes GROUP BY wildlife_size ORDER BY strikes DESC",
    options: { labelColumn: "wildlife_size", valueColumn: "strikes", donut: true },
    layout: { x: 8, y: 2, width: 4, height: 4 },
  },
  {
    kind: "BAR",
    title: "Average delay by hour of departure",
    sql: `SELECT extract(hour FROM departed_at) AS hour, round(avg(delay_minutes), 1) AS minutes
FROM flights
WHERE ${longEnough}
GROUP BY 1
ORDER BY 1`,
    options: { xColumn: "hour", yColumns: ["minutes"], format: { style: "number", digits: 1, unit: "min" } },
    layout: { x: 0, y: 6, width: 6, height: 4 },
  },
  {
    kind: "AREA",
    title: "Long delays by week",
    description: "Flights more than one and more than two hours late",
    sql: `SELECT
  CAST(date_trunc('week', departed_at) AS date) AS week,
  count(*) FILTER (WHERE delay_minutes > 60 AND delay_minutes <= 120) AS "1 to 2 hours",
  count(*) FILTER (WHERE delay_minutes > 120) AS "over 2 hours"
FROM flights
WHERE ${longEnough}
GROUP BY 1
ORDER BY 1`,
    options: { xColumn: "week", yColumns: ["1 to 2 hours", "over 2 hours"], stacked: true },
    layout: { x: 6, y: 6, width: 6, height: 4 },
  },
  {
    kind: "TABLE",
    title: "Busiest destinations",
    sql: `SELECT destination, destination_state, count(*) AS flights, round(avg(delay_minutes), 1) AS average_delay
FROM flights
WHERE ${longEnough}
GROUP BY destination, destination_state
ORDER BY flights DESC, destination
LIMIT 100`,
    options: {
      columns: [
        { name: "destination", label: "Airport" },
        { name: "destination_state", label: "State" },
        {
          name: "flights",
          label: "Flights",
          format: { style: "number", digits: 0 },
          total: "sum",
          conditionalFormats: [{ kind: "bar" }],
        },
        {
          name: "average_delay",
          label: "Average delay",
          format: { style: "number", digits: 1, unit: "min" },
          conditionalFormats: [
            { kind: "rule", operator: ">", value: 12, tone: "bad" },
            { kind: "rule", operator: "<=", value: 3, tone: "good" },
          ],
        },
      ],
    },
    layout: { x: 0, y: 10, width: 5, height: 5 },
  },
  {
    kind: "TABLE",
    title: "Latest bird strikes",
    sql: "SELECT * FROM bird_strikes ORDER BY struck_on DESC, airport, species LIMIT 50",
    options: {},
    layout: { x: 5, y: 10, width: 7, height: 5 },
  },
  {
    kind: "NUMBER",
    title: "Flights in the last whole week",
    sql: `SELECT CAST(date_trunc('week', flight_date) AS date) AS week, count(*) AS flights
FROM flights
WHERE ${longEnough} AND ${wholeWeeks}
GROUP BY 1
ORDER BY 1`,
    options: {
      valueColumn: "flights",
      format: { style: "number", digits: 0 },
      goodDirection: "up",
      comparison: { with: "previous_row", label: "the week before" },
      sparkline: { xColumn: "week" },
    },
    layout: { x: 0, y: 15, width: 4, height: 4 },
  },
  {
    kind: "COMBO",
    title: "Flights and delays by month",
    sql: `SELECT
  CAST(date_trunc('month', departed_at) AS date) AS month,
  count(*) AS flights,
  round(avg(delay_minutes), 1) AS average_delay
FROM flights
WHERE ${longEnough} AND ${wholeDays}
GROUP BY 1
ORDER BY 1`,
    options: {
      xColumn: "month",
      barColumns: ["flights"],
      lineColumns: ["average_delay"],
      format: { style: "number", digits: 0 },
      lineFormat: { style: "number", digits: 1, unit: "min" },
      rightAxis: { minimum: 0 },
    },
    layout: { x: 4, y: 15, width: 8, height: 4 },
  },
  {
    kind: "HEATMAP",
    title: "When flights are late",
    description: "Average delay in minutes by weekday and hour of departure",
    sql: `SELECT
  extract(hour FROM departed_at) AS hour,
  CASE extract(isodow FROM departed_at)
    WHEN 1 THEN 'Mon' WHEN 2 THEN 'Tue' WHEN 3 THEN 'Wed' WHEN 4 THEN 'Thu' WHEN 5 THEN 'Fri' WHEN 6 THEN 'Sat' ELSE 'Sun'
  END AS weekday,
  round(avg(delay_minutes), 1) AS minutes
FROM flights
WHERE ${longEnough}
GROUP BY extract(isodow FROM departed_at), extract(hour FROM departed_at)
ORDER BY extract(isodow FROM departed_at), extract(hour FROM departed_at)`,
    options: {
      xColumn: "hour",
      yColumn: "weekday",
      valueColumn: "minutes",
      format: { style: "number", digits: 1, unit: "min" },
    },
    layout: { x: 0, y: 19, width: 7, height: 4 },
  },
  {
    kind: "PIVOT",
    title: "Strikes by phase of flight",
    sql: `SELECT flight_phase, wildlife_size, count(*) AS strikes
FROM bird_strikes
GROUP BY flight_phase, wildlife_size
ORDER BY flight_phase, wildlife_size`,
    options: {
      rowColumns: ["flight_phase"],
      columnColumns: ["wildlife_size"],
      values: [{ column: "strikes", aggregation: "sum", format: { style: "number", digits: 0 } }],
      totals: true,
    },
    layout: { x: 7, y: 19, width: 5, height: 4 },
  },
  {
    kind: "TEXT",
    title: "About these numbers",
    options: {
      markdown: `Flights are a sample of three million **departures in the first half of 2001**; bird strikes are those reported since 1990.

- A flight is *on time* when it leaves at most 15 minutes late.
- Delays below zero are flights that left early.
- Both come from [vega-datasets](https://github.com/vega/vega-datasets).`,
    },
    layout: { x: 0, y: 23, width: 12, height: 3 },
  },
];

/** A card of the demo that asks the connection of a dashboard; text asks none. */
export function onConnection(card: DemoCard, connectionId: string): CardInput {
  return card.kind === "TEXT" ? card : { ...card, connectionId };
}

/** What viewers may set: the one filter of the demo. */
export const demoFilters = [
  { name: "minimum_distance", label: "Minimum distance (miles)", kind: "number" as const, default: 0 },
];
