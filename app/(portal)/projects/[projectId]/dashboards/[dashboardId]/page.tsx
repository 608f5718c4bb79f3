import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { DashboardButtons } from "../_components/dashboard-buttons";
import { dashboardRights } from "../_components/dashboard-rights";
import { ExportMenu } from "../_components/export-menu";
import { LiveDashboard } from "../_components/live-dashboard";
import { ViewAsSelect } from "../_components/view-as-select";
import { tenantOfView } from "../tenant-of-view";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage(props: PageProps<"/projects/[projectId]/dashboards/[dashboardId]">) {
  const actor = await requirePageActor("dashboard:view");
  const { projectId, dashboardId } = await props.params;
  const dashboard = await orNotFound(getDashboard(actor, dashboardId));
  if (dashboard.projectId !== projectId) notFound();
  const rights = dashboardRights(actor, dashboard);
  const tenant = rights.viewAs ? await tenantOfView(actor, await props.searchParams) : null;
  const { title, description, tenantName } = dashboard;
  return (
    <>
      <PageHeader
        title={title}
        description={description || (tenantName ? `Home: ${tenantName}` : undefined)}
        back={{ href: `/projects/${projectId}/dashboards`, label: "Dashboards" }}
        actions={
          <>
            {rights.viewAs ? <ViewAsSelect tenant={tenant} /> : null}
            <ExportMenu dashboard={dashboard} asTenantId={tenant?.value} />
            <DashboardButtons dashboard={dashboard} may={rights} />
          </>
        }
      />
      <LiveDashboard dashboard={dashboard} tenant={tenant} mayExplain={rights.edit} />
    </>
  );
}
