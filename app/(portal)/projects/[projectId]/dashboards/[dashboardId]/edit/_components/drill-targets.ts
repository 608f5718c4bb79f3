import { requestApi } from "@/components/dashboards/request-data";
import type { DashboardSummary, DashboardView } from "@/lib/dashboards/dashboard-schema";

/** Dashboards that a click may lead to: those that reach the author. */
export async function findDashboards(): Promise<{ value: string; label: string }[]> {
  const projectId = location.pathname.split("/")[2] ?? "";
  const response = await requestApi(`/api/v1/dashboards?limit=200&projectId=${projectId}`, {});
  const { data } = (await response.json()) as { data: readonly DashboardSummary[] };
  return data.map(({ id, title }) => ({ value: id, label: title }));
}

/** Names of the filters of a dashboard. */
export async function findFilters(dashboardId: string): Promise<string[]> {
  const response = await requestApi(`/api/v1/dashboards/${dashboardId}`, {});
  const { filters } = (await response.json()) as DashboardView;
  return filters.map(({ name }) => name);
}
