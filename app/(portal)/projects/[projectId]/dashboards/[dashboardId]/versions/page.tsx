import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { listDashboardVersions } from "@/lib/dashboards/dashboard-versions";
import { firstOrNext, listInput } from "../../../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../../../_shell/page-access";
import { dashboardRights } from "../../_components/dashboard-rights";
import { VersionTable } from "./_components/version-table";

export const metadata: Metadata = { title: "Versions" };

export default async function VersionsPage(
  props: PageProps<"/projects/[projectId]/dashboards/[dashboardId]/versions">,
) {
  const actor = await requirePageActor("dashboard:edit");
  const { projectId, dashboardId } = await props.params;
  const dashboard = await orNotFound(getDashboard(actor, dashboardId));
  if (dashboard.projectId !== projectId || !dashboardRights(actor, dashboard).edit) notFound();
  const { search: _, ...input } = listInput(await props.searchParams);
  const page = `/projects/${projectId}/dashboards/${dashboardId}`;
  return (
    <>
      <PageHeader
        title="Versions"
        description="Every time somebody published. Restoring makes a new version; shares, secrets and origins stay as they are."
        back={{ href: page, label: dashboard.title }}
      />
      <Loaded
        load={() => firstOrNext(input, (next) => listDashboardVersions(actor, dashboardId, next))}
        fallback={<TableSkeleton columns={5} />}
      >
        {(versions) => (
          <VersionTable page={versions} dashboardId={dashboardId} current={dashboard.version ?? 1} href={page} />
        )}
      </Loaded>
    </>
  );
}
