import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { DashboardButtons } from "../_components/dashboard-buttons";
import { dashboardRights } from "../_components/dashboard-rights";
import { ExportMenu } from "../_components/export-menu";
import { LiveDashboard } from "../_components/live-dashboard";
import { ViewAsSelect } from "../_components/view-as-select";
import { tenantOfView } from "../tenant-of-view";
import { viewableDashboard } from "./_components/viewable-dashboard";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage(props: PageProps<"/projects/[projectId]/dashboards/[dashboardId]">) {
  const { actor, dashboard, targets } = await viewableDashboard(props.params);
  const rights = dashboardRights(actor, dashboard);
  const tenant = rights.viewAs ? await tenantOfView(actor, await props.searchParams) : null;
  return (
    <>
      <PageHeader
        title={dashboard.title}
        description={dashboard.description || (dashboard.tenantName ? `Home: ${dashboard.tenantName}` : undefined)}
        back={{ href: `/projects/${dashboard.projectId}/dashboards`, label: "Dashboards" }}
        actions={
          <>
            {rights.viewAs ? <ViewAsSelect tenant={tenant} /> : null}
            <ExportMenu dashboard={dashboard} asTenantId={tenant?.value} />
            <DashboardButtons dashboard={dashboard} may={rights} />
          </>
        }
      />
      <LiveDashboard dashboard={dashboard} tenant={tenant} targets={targets} mayExplain={rights.edit} />
    </>
  );
}
