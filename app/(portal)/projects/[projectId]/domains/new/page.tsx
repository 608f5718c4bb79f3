import { IconDatabase } from "@tabler/icons-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectionNames } from "@/lib/connections/connection-queries";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { NewDomainForm } from "../_components/new-domain-form";

export const metadata: Metadata = { title: "New domain" };

export default async function NewDomainPage(props: PageProps<"/projects/[projectId]/domains/new">) {
  const actor = await requirePageActor("domain:create");
  const { projectId } = await props.params;
  const connections = await orNotFound(listConnectionNames(actor, projectId));
  const [connection] = connections;
  return (
    <FormColumn width={40}>
      <PageHeader title="New domain" back={{ href: `/projects/${projectId}/domains`, label: "Domains" }} />
      {connection ? (
        <NewDomainForm projectId={projectId} connections={connections} connectionId={connection.id} />
      ) : (
        <EmptyState icon={<IconDatabase size={20} />} title="A domain needs a connection">
          It says what the tables of one connection mean. An admin sets connections up.
        </EmptyState>
      )}
    </FormColumn>
  );
}
