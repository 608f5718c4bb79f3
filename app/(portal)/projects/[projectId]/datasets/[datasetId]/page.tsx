import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/authorization/require-permission";
import { getDataset } from "@/lib/datasets/dataset-queries";
import { counted } from "../../../../_labels/words";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { DatasetButtons } from "../_components/dataset-buttons";
import { DatasetForm } from "../_components/dataset-form";
import { TrustBadge } from "../_components/trust-badge";

export const metadata: Metadata = { title: "Dataset" };

export default async function DatasetPage(props: PageProps<"/projects/[projectId]/datasets/[datasetId]">) {
  const actor = await requirePageActor("dataset:read");
  const { projectId, datasetId } = await props.params;
  const dataset = await orNotFound(getDataset(actor, datasetId));
  if (dataset.projectId !== projectId) notFound();
  const { connectionId, connectionName } = dataset;
  const connections = [{ id: connectionId, name: connectionName }];
  const form = { projectId, connections, connectionId, dataset, mayTrust: can(actor, "dataset:trust") };
  return (
    <FormColumn width={60}>
      <PageHeader
        title={dataset.name}
        badges={<TrustBadge dataset={dataset} />}
        description={`Dataset of connection ${connectionName}, with ${counted(dataset.columns.length, "column")}`}
        back={{ href: `/projects/${projectId}/datasets`, label: "Datasets" }}
        actions={<DatasetButtons dataset={dataset} />}
      />
      <DatasetForm key={dataset.version} {...form} />
    </FormColumn>
  );
}
