import { notFound } from "next/navigation";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { orNotFound, requirePageActor } from "../../../../../_shell/page-access";
import { dashboardRights } from "../../_components/dashboard-rights";

/** The dashboard of a page that is for those who may edit it; for everybody else there is no such page. */
export async function editableDashboard(params: Promise<{ projectId: string; dashboardId: string }>) {
  const actor = await requirePageActor("dashboard:edit");
  const { projectId, dashboardId } = await params;
  const dashboard = await orNotFound(getDashboard(actor, dashboardId));
  if (dashboard.projectId !== projectId || !dashboardRights(actor, dashboard).edit) notFound();
  return {
    actor,
    dashboard,
    version: dashboard.version ?? 1,
    href: `/projects/${projectId}/dashboards/${dashboardId}`,
  };
}
