import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { getProject } from "@/lib/projects/project-queries";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { ConnectionForm } from "../_components/connection-form";

export const metadata: Metadata = { title: "New connection" };

export default async function NewConnectionPage({ params }: PageProps<"/projects/[projectId]/connections/new">) {
  const actor = await requirePageActor("connection:create");
  const { id } = await orNotFound(getProject(actor, (await params).projectId));
  return (
    <FormColumn width={56}>
      <PageHeader title="New connection" back={{ href: `/projects/${id}/connections`, label: "Connections" }} />
      <ConnectionForm projectId={id} />
    </FormColumn>
  );
}
