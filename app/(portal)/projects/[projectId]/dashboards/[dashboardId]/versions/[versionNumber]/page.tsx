import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { listDashboardSources } from "@/lib/dashboards/dashboard-sources";
import { getDashboardVersion } from "@/lib/dashboards/dashboard-version";
import { single } from "../../../../../../_shell/list-input";
import { orNotFound } from "../../../../../../_shell/page-access";
import { editableDashboard } from "../../_components/editable-dashboard";
import { VersionComparison } from "../_components/version-comparison";
import { VersionPicker } from "../_components/version-picker";

export const metadata: Metadata = { title: "Compare versions" };

type Props = PageProps<"/projects/[projectId]/dashboards/[dashboardId]/versions/[versionNumber]">;

export default async function VersionPage({ params, searchParams }: Props) {
  const { actor, dashboard, version: current, href } = await editableDashboard(params);
  const number = Number((await params).versionNumber);
  const other = Number(single(await searchParams, "with") ?? Math.max(number - 1, 1));
  const [after, before, { connections }] = await Promise.all([
    orNotFound(getDashboardVersion(actor, dashboard.id, number)),
    orNotFound(getDashboardVersion(actor, dashboard.id, other)),
    listDashboardSources(actor, dashboard.id),
  ]);
  return (
    <>
      <PageHeader
        title={`Version ${number}`}
        description={after.note || (number === other ? "The first version." : `Beside version ${other}.`)}
        back={{ href: `${href}/versions`, label: "Versions" }}
        actions={<VersionPicker {...{ dashboardId: dashboard.id, href, number, other, current }} />}
      />
      <VersionComparison before={before} after={after} connections={connections} />
    </>
  );
}
