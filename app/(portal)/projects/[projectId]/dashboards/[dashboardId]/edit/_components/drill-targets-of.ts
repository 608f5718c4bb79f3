import type { DrillTargets } from "@/components/dashboard-editor/forms/use-drill-targets";
import { DataRequestError } from "@/components/dashboards/card-data";
import { requestApi } from "@/components/dashboards/request-data";
import type { DashboardSummary, DashboardView } from "@/lib/dashboards/dashboard-schema";

/** Dashboards of a project that a click may lead to: those that reach the author. */
export function drillTargetsOf(projectId: string): DrillTargets {
  return {
    async find(words) {
      const query = new URLSearchParams({ projectId, limit: "20", ...(words ? { search: words } : {}) });
      const response = await requestApi(`/api/v1/dashboards?${query}`, {});
      const { data } = (await response.json()) as { data: readonly DashboardSummary[] };
      return data.map(({ id, title }) => ({ value: id, label: title }));
    },
    async get(dashboardId) {
      try {
        const response = await requestApi(`/api/v1/dashboards/${dashboardId}`, {});
        const { title, filters, ...dashboard } = (await response.json()) as DashboardView;
        return dashboard.projectId === projectId ? { title, filters: filters.map(({ name }) => name) } : null;
      } catch (error) {
        if (error instanceof DataRequestError && error.status === 404) return null;
        throw error;
      }
    },
  };
}
