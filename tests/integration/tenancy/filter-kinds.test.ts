import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shiftClock } from "@/lib/clock";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import type { DashboardFilter, FilterValues } from "@/lib/dashboards/filter-schema";
import { runCard } from "@/lib/dashboards/run-card";
import { closeEngines } from "@/lib/engines/close-engines";
import { hasClickhouse, hasMariadb } from "@/tests/support/source-servers";
import { createWorld, type World } from "@/tests/support/world";
import {
  clickhouseValues,
  type Fact,
  facts,
  mariadbValues,
  parquetValues,
  postgresValues,
  type ValueSource,
} from "./value-sources";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => closeEngines());

const engines: readonly [string, () => boolean, () => Promise<ValueSource>][] = [
  ["PostgreSQL", () => true, postgresValues],
  ["DuckDB", () => true, parquetValues],
  ["MariaDB (needs mariadbd)", hasMariadb, mariadbValues],
  ["ClickHouse (needs clickhouse-server)", hasClickhouse, clickhouseValues],
];

const filters: readonly DashboardFilter[] = [
  { name: "period", label: "Period", kind: "date_range" },
  { name: "price", label: "Price", kind: "number_range" },
  { name: "label", label: "Label", kind: "select", multiple: true },
  { name: "one", label: "One", kind: "select" },
  { name: "least", label: "Least", kind: "number" },
  { name: "since", label: "Since", kind: "date" },
];

/** What an author would write, the same for every engine. */
const conditions = {
  between: "day BETWEEN {{ filter.period.from }} AND {{ filter.period.to }}",
  until: "day >= {{ filter.period.from }} AND day < {{ filter.period.until }}",
  price: "price >= {{ filter.price.from }} AND price <= {{ filter.price.to }}",
  label: "({{ filter.label.any }} OR label IN {{ filter.label }})",
  one: "({{ filter.one.any }} OR label = {{ filter.one }})",
  least: "({{ filter.least.any }} OR count >= {{ filter.least }})",
  since: "({{ filter.since.any }} OR day >= {{ filter.since }})",
  anyDay: "({{ filter.period.any }} OR day BETWEEN {{ filter.period.from }} AND {{ filter.period.to }})",
} as const;

type Case = readonly [condition: keyof typeof conditions, given: FilterValues, shows: (fact: Fact) => boolean];

const hasDay = ({ day }: Fact) => day !== null;
const days = (from: string, to: string) => (fact: Fact) => fact.day !== null && fact.day >= from && fact.day <= to;
const prices = (from: number, to: number) => (fact: Fact) =>
  fact.price !== null && fact.price >= from && fact.price <= to;
const every = () => true;

// It is 15 March 2024 in these tests.
const cases: readonly Case[] = [
  ["between", { period: { from: "2024-01-30", to: "2024-02-29" } }, days("2024-01-30", "2024-02-29")],
  ["between", { period: { from: "2024-02-01" } }, days("2024-02-01", "9999")],
  ["between", { period: { to: "2024-01-30" } }, days("0", "2024-01-30")],
  ["between", {}, hasDay],
  ["between", { period: "all_time" }, hasDay],
  ["between", { period: "last_month" }, days("2024-02-01", "2024-02-29")],
  ["between", { period: "month_to_date" }, days("2024-03-01", "2024-03-15")],
  ["between", { period: "2024-Q1" }, days("2024-01-01", "2024-03-31")],
  ["until", { period: { from: "2024-01-30", to: "2024-02-29" } }, days("2024-01-30", "2024-02-29")],
  ["until", { period: { from: "2024-02-01" } }, days("2024-02-01", "9999")],
  ["until", {}, hasDay],
  ["price", { price: { from: 0.1, to: 10.5 } }, prices(0.1, 10.5)],
  ["price", { price: { from: 10.5 } }, prices(10.5, Number.POSITIVE_INFINITY)],
  ["price", { price: { to: 0 } }, prices(Number.NEGATIVE_INFINITY, 0)],
  ["price", {}, ({ price }) => price !== null],
  ["label", {}, every],
  ["label", { label: ["plain", "5"] }, ({ label }) => label === "plain" || label === "5"],
  ["label", { label: "plain" }, ({ label }) => label === "plain"],
  ["label", { label: [] }, () => false],
  ["one", {}, every],
  ["one", { one: "plain" }, ({ label }) => label === "plain"],
  ["least", {}, every],
  ["least", { least: 5 }, ({ count }) => count !== null && count >= 5],
  ["since", {}, every],
  ["since", { since: "14_days_ago" }, days("2024-03-01", "9999")],
  ["anyDay", {}, every],
  ["anyDay", { period: "2024" }, days("2024-01-01", "2024-12-31")],
];

describe.each(engines)("on %s", (engine, available, open) => {
  if (!available()) {
    test.skip("the server could not be had here", () => undefined);
    return;
  }
  let source: ValueSource;
  let dashboardId: string;
  const cardIds = new Map<string, string>();

  beforeAll(async () => {
    source = await open();
    const project = { projectId: world.project.id };
    const { id: connectionId } = await createConnection(world.admin, {
      ...project,
      name: engine,
      settings: source.settings,
    });
    await refreshCatalog(world.admin, connectionId);
    const dashboard = await createDashboard(world.admin, {
      ...project,
      title: engine,
      filters: [...filters],
      cards: Object.entries(conditions).map(([title, condition], y) => ({
        kind: "TABLE" as const,
        title,
        connectionId,
        sql: `SELECT id FROM facts WHERE ${condition} ORDER BY id`,
        options: {},
        layout: { x: 0, y, width: 4, height: 1 },
      })),
    });
    dashboardId = dashboard.id;
    for (const { id, title } of dashboard.cards) cardIds.set(title, id);
  });
  afterAll(() => source.close());

  test.each(cases)("%s with %j shows the rows it means", async (condition, given, shows) => {
    shiftClock(Date.parse("2024-03-15T12:00:00Z") - Date.now());
    try {
      const { answer } = await runCard(world.admin, dashboardId, cardIds.get(condition) ?? "", { filters: given });
      expect(answer.rows.data[0]).toEqual(facts.filter(shows).map(({ id }) => id));
    } finally {
      shiftClock(0);
    }
  });
});
