import { createApiDoor } from "@/components/dashboards/api-door";
import type { DashboardDoor } from "@/components/dashboards/dashboard-door";
import type { DashboardDefinition } from "@/components/dashboards/dashboard-view";
import { type ChosenFilters, readCardLines } from "@/components/dashboards/request-data";
import { readJson, type SessionRequest } from "./session-requests";

export interface DashboardSource {
  readonly dashboardId: string;
  readonly definition: Promise<DashboardDefinition>;
  readonly door: DashboardDoor;
}

/**
 * Asks for everything at once, the moment there is a token: the definition, and the rows of the first tab, which need
 * not wait for the definition.
 */
export function openDashboardSource(
  dashboardId: string,
  request: SessionRequest,
  filters: ChosenFilters,
  wantedTab: string | null,
): DashboardSource {
  const door = createApiDoor({ dashboardId, request });
  const early = new AbortController();
  let first: Promise<Response> | null = request(`/api/v1/dashboards/${dashboardId}/data`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    // On a dashboard without such a tab, and on one without tabs, the first cards are meant.
    body: JSON.stringify({ filters, tab: wantedTab ?? "" }),
    signal: early.signal,
  });
  // Whoever uses it sees its failure; until then nobody has to.
  first.catch(() => undefined);
  return {
    dashboardId,
    definition: readJson<DashboardDefinition>(request, `/api/v1/dashboards/${dashboardId}`),
    door: {
      ...door,
      async load(signal, chosen, onCard, order = {}) {
        const begun = first;
        first = null;
        if (begun && chosen === filters && !order.fresh) {
          signal.addEventListener("abort", () => early.abort());
          return readCardLines(await begun, signal, onCard);
        }
        early.abort();
        return door.load(signal, chosen, onCard, order);
      },
    },
  };
}
