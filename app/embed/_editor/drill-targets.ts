import type { SendRequest } from "@/components/dashboard-editor/draft-requests";
import type { DrillTargets } from "@/components/dashboard-editor/forms/use-drill-targets";
import { DataRequestError } from "@/components/dashboards/card-data";
import type { DashboardSummary, DashboardView } from "@/lib/dashboards/dashboard-schema";

/** Where a click may lead: to what the token opens. */
export function drillTargets(request: SendRequest): DrillTargets {
  const read = async <T>(path: string) => (await (await request(path, {})).json()) as T;
  return {
    async find() {
      const { data } = await read<{ data: readonly DashboardSummary[] }>("/api/v1/dashboards?limit=100");
      return data.map(({ id, title }) => ({ value: id, label: title }));
    },
    async get(dashboardId) {
      try {
        const { title, filters } = await read<DashboardView>(`/api/v1/dashboards/${dashboardId}`);
        return { title, filters: filters.map(({ name }) => name) };
      } catch (error) {
        if (error instanceof DataRequestError && error.status === 404) return null;
        throw error;
      }
    },
  };
}
