import { demo } from "../support/product";
import { asAdmin } from "./portal-api";

export interface FilteredDashboard {
  readonly id: string;
  readonly secret: string;
  readonly title: string;
}

const kept = [
  "flight_date BETWEEN {{ filter.period.from }} AND {{ filter.period.to }}",
  "distance_miles BETWEEN {{ filter.distance.from }} AND {{ filter.distance.to }}",
  "({{ filter.destination.any }} OR destination_state IN {{ filter.destination }})",
  "({{ filter.airport.any }} OR destination = {{ filter.airport }})",
].join(" AND ");

/**
 * A dashboard over the demo's shared tables with a filter of every kind that its cards use, tabs, and a card whose bars
 * filter the others or lead to another dashboard. Every tenant may see it.
 */
export async function createFilteredDashboard(title: string, leadsTo?: string): Promise<FilteredDashboard> {
  const connectionId = demo().connections["Shared files"];
  const source = (column: string) => ({ connectionId, table: "flights", column });
  const { id } = await asAdmin<{ id: string }>("POST", "/api/v1/dashboards", {
    projectId: demo().projectId,
    title,
    filters: [
      { name: "period", label: "Period", kind: "date_range" },
      {
        name: "destination",
        label: "Destination",
        kind: "select",
        multiple: true,
        source: source("destination_state"),
      },
      {
        name: "airport",
        label: "Airport",
        kind: "select",
        source: source("destination"),
        narrowedBy: ["destination"],
      },
      { name: "distance", label: "Miles", kind: "number_range" },
    ],
    tabs: [
      { id: "overview", title: "Overview" },
      { id: "details", title: "Details" },
    ],
    cards: [
      {
        kind: "NUMBER",
        title: "Flights",
        connectionId,
        sql: `SELECT count(*) AS flights FROM flights WHERE ${kept}`,
        options: { valueColumn: "flights", format: { style: "number", digits: 0 } },
        layout: { x: 0, y: 0, width: 4, height: 2 },
        tabId: "overview",
      },
      {
        kind: "BAR",
        title: "Flights by destination",
        connectionId,
        sql: `SELECT destination_state, count(*) AS flights FROM flights WHERE ${kept} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 8`,
        options: { xColumn: "destination_state", yColumns: ["flights"] },
        layout: { x: 0, y: 2, width: 8, height: 4 },
        tabId: "overview",
        interactions: [
          { action: "filter", column: "destination_state", filter: "destination" },
          ...(leadsTo
            ? [
                {
                  action: "dashboard",
                  dashboardId: leadsTo,
                  filters: [{ column: "destination_state", filter: "destination" }],
                },
              ]
            : []),
        ],
      },
      {
        kind: "TABLE",
        title: "Busiest airports",
        connectionId,
        sql: `SELECT destination, destination_state, count(*) AS flights FROM flights WHERE ${kept} GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 50`,
        options: {},
        layout: { x: 0, y: 0, width: 8, height: 6 },
        tabId: "details",
        interactions: [{ action: "filter", column: "destination", filter: "airport" }],
      },
    ],
  });
  await asAdmin("POST", `/api/v1/dashboards/${id}/shares`, {
    scope: "ALL_TENANTS",
    level: "VIEWER",
    dashboardVersion: 1,
  });
  const { secret } = await asAdmin<{ secret: string }>("GET", `/api/v1/dashboards/${id}/secret`);
  return { id, secret, title };
}
