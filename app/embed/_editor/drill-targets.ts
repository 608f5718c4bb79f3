import type { SendRequest } from "@/components/dashboard-editor/draft-requests";
import type { DrillTargets } from "@/components/dashboard-editor/forms/interactions-form";
import type { DashboardSummary, DashboardView } from "@/lib/dashboards/dashboard-schema";

/** Where a click may lead: to what the token opens. */
export function drillTargets(request: SendRequest): DrillTargets {
  const read = async <T>(path: string) => (await (await request(path, {})).json()) as T;
  return {
    async findDashboards() {
      const { data } = await read<{ data: readonly DashboardSummary[] }>("/api/v1/dashboards?limit=200");
      return data.map(({ id, title }) => ({ value: id, label: title }));
    },
    async findFilters(dashboardId) {
      const { filters } = await read<DashboardView>(`/api/v1/dashboards/${dashboardId}`);
      return filters.map(({ name }) => name);
    },
  };
}
