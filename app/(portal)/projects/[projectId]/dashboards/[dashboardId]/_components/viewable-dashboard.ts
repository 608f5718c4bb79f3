import { notFound } from "next/navigation";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { listDrillTargets } from "@/lib/dashboards/list-drill-targets";
import { orNotFound, requirePageActor } from "../../../../../_shell/page-access";

/** The dashboard of a page that anybody whom it reaches may look at, and the dashboards that clicks on it lead to. */
export async function viewableDashboard(params: Promise<{ projectId: string; dashboardId: string }>) {
  const actor = await requirePageActor("dashboard:view");
  const { projectId, dashboardId } = await params;
  const dashboard = await orNotFound(getDashboard(actor, dashboardId));
  if (dashboard.projectId !== projectId) notFound();
  return { actor, dashboard, targets: await listDrillTargets(actor, dashboard) };
}
