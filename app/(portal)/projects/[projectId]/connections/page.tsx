import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { LinkButton } from "@/components/ui/link-button";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listConnections } from "@/lib/connections/connection-queries";
import { getProject } from "@/lib/projects/project-queries";
import { firstOrNext, listInput } from "../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { ConnectionTable } from "./_components/connection-table";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage(props: PageProps<"/projects/[projectId]/connections">) {
  const actor = await requirePageActor("connection:read");
  const { id: projectId } = await orNotFound(getProject(actor, (await props.params).projectId));
  const input = listInput(await props.searchParams);
  return (
    <>
      <PageHeader
        title="Connections"
        description="The databases and files that dashboards of this project read from."
        actions={<LinkButton href={`/projects/${projectId}/connections/new`}>New connection</LinkButton>}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listConnections(actor, { ...page, projectId }))}
        fallback={<TableSkeleton columns={6} />}
      >
        {(page) => <ConnectionTable page={page} projectId={projectId} filtered={Boolean(input.search)} />}
      </Loaded>
    </>
  );
}
