import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { LinkButton } from "@/components/ui/link-button";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectionNames } from "@/lib/connections/connection-queries";
import { listDatasets } from "@/lib/datasets/dataset-queries";
import { firstOrNext, listInput, single } from "../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { DatasetTable } from "./_components/dataset-table";

export const metadata: Metadata = { title: "Datasets" };

export default async function DatasetsPage(props: PageProps<"/projects/[projectId]/datasets">) {
  const actor = await requirePageActor("dataset:read");
  const { projectId } = await props.params;
  const connections = await orNotFound(listConnectionNames(actor, projectId));
  const params = await props.searchParams;
  const connectionId = connections.find(({ id }) => id === single(params, "connectionId"))?.id;
  const input = listInput(params);
  const known = { projectId, connections };
  const scope = { projectId, ...(connectionId ? { connectionId } : {}) };
  return (
    <>
      <PageHeader
        title="Datasets"
        description="Queries under a name that cards read like a table, so that they are written and checked once."
        actions={<LinkButton href={`/projects/${projectId}/datasets/new`}>New dataset</LinkButton>}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listDatasets(actor, { ...page, ...scope }))}
        fallback={<TableSkeleton columns={5} />}
      >
        {(page) => <DatasetTable page={page} filtered={Boolean(input.search || connectionId)} {...known} />}
      </Loaded>
    </>
  );
}
