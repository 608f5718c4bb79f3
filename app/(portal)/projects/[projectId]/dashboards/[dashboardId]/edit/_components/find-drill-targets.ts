import { DataRequestError } from "@/components/dashboards/card-data";
import { requestApi } from "@/components/dashboards/request-data";
import type { SearchOption } from "@/components/ui/search-select";
import type { DashboardSummary, DashboardView } from "@/lib/dashboards/dashboard-schema";

/** Another dashboard that a click leads to. */
export interface DrillTarget {
  readonly title: string;
  /** Names of its filters. */
  readonly filters: readonly string[];
}

/** Dashboards of a project that a click may lead to: those that reach the author. */
export async function findDrillTargets(projectId: string, words: string): Promise<SearchOption[]> {
  const query = new URLSearchParams({ projectId, limit: "20", ...(words ? { search: words } : {}) });
  const response = await requestApi(`/api/v1/dashboards?${query}`, {});
  const { data } = (await response.json()) as { data: readonly DashboardSummary[] };
  return data.map(({ id, title }) => ({ value: id, label: title }));
}

/** One of them; null when there is no such dashboard in the project, or none that the author can open. */
export async function findDrillTarget(projectId: string, dashboardId: string): Promise<DrillTarget | null> {
  try {
    const response = await requestApi(`/api/v1/dashboards/${dashboardId}`, {});
    const { title, filters, ...dashboard } = (await response.json()) as DashboardView;
    return dashboard.projectId === projectId ? { title, filters: filters.map(({ name }) => name) } : null;
  } catch (error) {
    if (error instanceof DataRequestError && error.status === 404) return null;
    throw error;
  }
}
