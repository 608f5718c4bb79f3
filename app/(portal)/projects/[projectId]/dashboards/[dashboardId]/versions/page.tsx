import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listDashboardVersions } from "@/lib/dashboards/dashboard-versions";
import { firstOrNext, listInput } from "../../../../../_shell/list-input";
import { editableDashboard } from "../_components/editable-dashboard";
import { VersionTable } from "./_components/version-table";

export const metadata: Metadata = { title: "Versions" };

const description =
  "Every time somebody published. Restoring makes a new version; shares, secrets and origins stay as they are.";

export default async function VersionsPage(
  props: PageProps<"/projects/[projectId]/dashboards/[dashboardId]/versions">,
) {
  const { actor, dashboard, version, href } = await editableDashboard(props.params);
  const { id, title } = dashboard;
  const { search: _, ...input } = listInput(await props.searchParams);
  return (
    <>
      <PageHeader title="Versions" description={description} back={{ href, label: title }} />
      <Loaded
        load={() => firstOrNext(input, (next) => listDashboardVersions(actor, id, next))}
        fallback={<TableSkeleton columns={5} />}
      >
        {(versions) => <VersionTable page={versions} dashboardId={id} current={version} href={href} />}
      </Loaded>
    </>
  );
}
