import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/authorization/require-permission";
import { listDashboardsSchema } from "@/lib/dashboards/dashboard-schema";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { getProject } from "@/lib/projects/project-queries";
import { firstOrNext, sortedListInput } from "../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { DashboardTable } from "./_components/dashboard-table";
import { NewDashboardButton } from "./_components/new-dashboard-button";

export const metadata: Metadata = { title: "Dashboards" };

export default async function DashboardsPage(props: PageProps<"/projects/[projectId]/dashboards">) {
  const actor = await requirePageActor("dashboard:view");
  const { id: projectId } = await orNotFound(getProject(actor, (await props.params).projectId));
  const input = sortedListInput(await props.searchParams, listDashboardsSchema);
  const create = can(actor, "dashboard:create") ? (
    <NewDashboardButton projectId={projectId} choosesHome={can(actor, "tenant:read")} />
  ) : null;
  const sharing = { allowed: can(actor, "dashboard:share"), acrossHomes: can(actor, "tenant:read") };
  return (
    <>
      <PageHeader title="Dashboards" description="What you may see of this project." actions={create} />
      <Loaded
        load={() => firstOrNext(input, (page) => listDashboards(actor, { ...page, projectId }))}
        fallback={<TableSkeleton columns={5} />}
      >
        {(page) => <DashboardTable page={page} filtered={Boolean(input.search)} action={create} sharing={sharing} />}
      </Loaded>
    </>
  );
}
