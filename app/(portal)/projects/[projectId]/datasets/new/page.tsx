import { IconDatabase } from "@tabler/icons-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/authorization/require-permission";
import { listConnectionNames } from "@/lib/connections/connection-queries";
import { single } from "../../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { DatasetForm } from "../_components/dataset-form";

export const metadata: Metadata = { title: "New dataset" };

export default async function NewDatasetPage(props: PageProps<"/projects/[projectId]/datasets/new">) {
  const actor = await requirePageActor("dataset:create");
  const { projectId } = await props.params;
  const connections = await orNotFound(listConnectionNames(actor, projectId));
  const wanted = single(await props.searchParams, "connectionId");
  const connection = connections.find(({ id }) => id === wanted) ?? connections[0];
  const form = { projectId, connections, mayTrust: can(actor, "dataset:trust") };
  return (
    <FormColumn width={60}>
      <PageHeader title="New dataset" back={{ href: `/projects/${projectId}/datasets`, label: "Datasets" }} />
      {connection ? (
        <DatasetForm {...form} connectionId={connection.id} />
      ) : (
        <EmptyState icon={<IconDatabase size={20} />} title="A dataset needs a connection">
          It is a query over the tables of one connection. An admin sets connections up.
        </EmptyState>
      )}
    </FormColumn>
  );
}
