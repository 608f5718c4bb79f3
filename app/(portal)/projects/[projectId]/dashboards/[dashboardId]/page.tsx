import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/authorization/require-permission";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { single } from "../../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { DashboardButtons } from "../_components/dashboard-buttons";
import { dashboardRights } from "../_components/dashboard-rights";
import { LiveDashboard } from "../_components/live-dashboard";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage(props: PageProps<"/projects/[projectId]/dashboards/[dashboardId]">) {
  const actor = await requirePageActor("dashboard:view");
  const { projectId, dashboardId } = await props.params;
  const dashboard = await orNotFound(getDashboard(actor, dashboardId));
  if (dashboard.projectId !== projectId) notFound();
  const asTenantId = single(await props.searchParams, "as");
  const mayViewAs = can(actor, "tenant:read") && dashboard.tenantId === null;
  const tenant = asTenantId && mayViewAs ? await orNotFound(getTenant(actor, asTenantId)) : null;
  const may = dashboardRights(actor, dashboard.level);
  return (
    <>
      <PageHeader
        title={dashboard.title}
        description={dashboard.description || (dashboard.tenantName ? `Home: ${dashboard.tenantName}` : undefined)}
        back={{ href: `/projects/${projectId}/dashboards`, label: "Dashboards" }}
        actions={<DashboardButtons dashboard={dashboard} may={may} />}
      />
      <LiveDashboard
        dashboardId={dashboard.id}
        definition={{ title: dashboard.title, cards: dashboard.cards, filters: dashboard.filters }}
        mayViewAs={mayViewAs}
        tenant={tenant && { value: tenant.id, label: tenant.name }}
      />
    </>
  );
}
