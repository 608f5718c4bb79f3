import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { requirePageActor } from "../../../../../_shell/page-access";
import { ConnectionForm } from "../../_components/connection-form";
import { connectionOfPage } from "../../connection-of-page";

export const metadata: Metadata = { title: "Edit connection" };

export default async function EditConnectionPage(
  props: PageProps<"/projects/[projectId]/connections/[connectionId]/edit">,
) {
  const actor = await requirePageActor("connection:update");
  const connection = await connectionOfPage(actor, await props.params);
  const page = `/projects/${connection.projectId}/connections/${connection.id}`;
  return (
    <FormColumn width={56}>
      <PageHeader title={`Edit ${connection.name}`} back={{ href: page, label: connection.name }} />
      <ConnectionForm projectId={connection.projectId} connection={connection} />
    </FormColumn>
  );
}
