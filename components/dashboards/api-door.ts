import type { FilterValuesView } from "@/lib/dashboards/filter-schema";
import type { RowsBehind } from "./card-data";
import type { DashboardDoor } from "./dashboard-door";
import { readCardLines } from "./request-data";

interface ApiDoorOptions {
  readonly dashboardId: string;
  /** For authors and admins: whose data. */
  readonly asTenantId?: string;
  /** Asks our own API, with whatever says who asks. */
  readonly request: (path: string, init: RequestInit) => Promise<Response>;
}

const valuesAtOnce = 100;

/** A dashboard's data through the API. Every part of it carries the same filters, and is asked for as the same person. */
export function createApiDoor({ dashboardId, asTenantId, request }: ApiDoorOptions): DashboardDoor {
  const base = `/api/v1/dashboards/${dashboardId}`;
  const asTenant: Readonly<Record<string, string>> = asTenantId ? { asTenantId } : {};
  const post = (path: string, body: object, signal: AbortSignal) =>
    request(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...body, ...asTenant }),
      signal,
    });
  return {
    async load(signal, filters, onCard, { tab, fresh } = {}) {
      const more = { ...(tab === undefined ? {} : { tab }), ...(fresh ? { fresh } : {}) };
      await readCardLines(await post(`${base}/data`, { filters, ...more }, signal), signal, onCard);
    },
    async filterValues({ filter, search, filters, signal }) {
      const query = new URLSearchParams({ filter, limit: String(valuesAtOnce), ...asTenant });
      if (search !== "") query.set("search", search);
      if (Object.keys(filters).length > 0) query.set("filters", JSON.stringify(filters));
      const response = await request(`${base}/filter-values?${query}`, { signal });
      return (await response.json()) as FilterValuesView;
    },
    async rows({ cardId, filters, row, signal }) {
      const response = await post(`${base}/cards/${cardId}/rows`, { filters, row }, signal);
      return (await response.json()) as RowsBehind;
    },
    async exportCsv(cardId, filters) {
      const query = new URLSearchParams({ filters: JSON.stringify(filters), ...asTenant });
      return (await request(`${base}/cards/${cardId}/export.csv?${query}`, {})).blob();
    },
  };
}
