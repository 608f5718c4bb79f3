import { demo } from "../support/product";
import { asAdmin } from "./portal-api";

export interface DrillDashboards {
  /** The dashboard whose bars filter, lead elsewhere and open to their rows. */
  readonly id: string;
  /** Where they lead. */
  readonly target: { readonly id: string; readonly title: string };
}

const kept = { field: "flights.destination_state", operator: "equals", fromFilter: "destination" } as const;

/** Two dashboards over the demo's domain of flights: a click on a value of the first can do all that clicks can do. Authors may edit them. */
export async function createDrillDashboards(title: string): Promise<DrillDashboards> {
  const { projectId } = demo();
  const { data } = await asAdmin<{ data: { id: string; name: string }[] }>(
    "GET",
    `/api/v1/domains?projectId=${projectId}`,
  );
  const domainId = data.find(({ name }) => name === "Flights")?.id;
  if (!domainId) throw new Error("The demo has no domain of flights");
  const filters = [
    {
      name: "destination",
      label: "Destination",
      kind: "select",
      domainSource: { domainId, field: "flights.destination_state" },
    },
  ];
  const number = {
    kind: "NUMBER",
    title: "Flights",
    domainId,
    query: { measures: ["flights.flight_count"], filters: [kept] },
    options: { valueColumn: "flight_count", format: { style: "number", digits: 0 } },
    layout: { x: 0, y: 0, width: 4, height: 2 },
  };
  const target = await asAdmin<{ id: string; title: string }>("POST", "/api/v1/dashboards", {
    projectId,
    title: `${title}: one state`,
    filters,
    cards: [number],
  });
  const { id } = await asAdmin<{ id: string }>("POST", "/api/v1/dashboards", {
    projectId,
    title,
    filters,
    cards: [
      number,
      {
        kind: "BAR",
        title: "By destination",
        domainId,
        query: {
          dimensions: [{ field: "flights.destination_state" }],
          measures: ["flights.flight_count"],
          filters: [kept],
          sort: [{ column: "flight_count", direction: "descending" }],
          limit: 6,
        },
        options: { xColumn: "destination_state", yColumns: ["flight_count"], horizontal: true },
        layout: { x: 0, y: 2, width: 12, height: 5 },
        interactions: [
          { action: "filter", column: "destination_state", filter: "destination" },
          {
            action: "dashboard",
            dashboardId: target.id,
            filters: [{ column: "destination_state", filter: "destination" }],
          },
          { action: "rows" },
        ],
      },
    ],
  });
  for (const dashboardId of [id, target.id]) {
    const everybody = { scope: "ALL_ORGANIZATION_USERS", level: "EDITOR" };
    await asAdmin("POST", `/api/v1/dashboards/${dashboardId}/shares`, everybody);
  }
  return { id, target };
}
