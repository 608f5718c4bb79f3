import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { listDashboardSources } from "@/lib/dashboards/dashboard-sources";
import { getDashboardVersion } from "@/lib/dashboards/dashboard-version";
import { single } from "../../../../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../../../../_shell/page-access";
import { dashboardRights } from "../../../_components/dashboard-rights";
import { VersionComparison } from "../_components/version-comparison";
import { VersionPicker } from "../_components/version-picker";

export const metadata: Metadata = { title: "Compare versions" };

export default async function VersionPage(
  props: PageProps<"/projects/[projectId]/dashboards/[dashboardId]/versions/[versionNumber]">,
) {
  const actor = await requirePageActor("dashboard:edit");
  const { projectId, dashboardId, versionNumber } = await props.params;
  const number = Number(versionNumber);
  const other = Number(single(await props.searchParams, "with") ?? Math.max(number - 1, 1));
  const dashboard = await orNotFound(getDashboard(actor, dashboardId));
  if (dashboard.projectId !== projectId || !dashboardRights(actor, dashboard).edit) notFound();
  const { version: current = 1 } = dashboard;
  const [after, before, sources] = await Promise.all([
    orNotFound(getDashboardVersion(actor, dashboardId, number)),
    orNotFound(getDashboardVersion(actor, dashboardId, other)),
    listDashboardSources(actor, dashboardId),
  ]);
  const page = `/projects/${projectId}/dashboards/${dashboardId}`;
  return (
    <>
      <PageHeader
        title={`Version ${number}`}
        description={after.note || `What it changed since version ${other}.`}
        back={{ href: `${page}/versions`, label: "Versions" }}
        actions={
          <VersionPicker dashboardId={dashboardId} href={page} number={number} other={other} current={current} />
        }
      />
      <VersionComparison before={before} after={after} connections={sources.connections} />
    </>
  );
}
