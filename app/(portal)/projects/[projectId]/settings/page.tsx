import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { can } from "@/lib/authorization/require-permission";
import { getProject } from "@/lib/projects/project-queries";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { DeleteProjectButton } from "./_components/delete-project-button";
import { ProjectNameForm } from "./_components/project-name-form";

export const metadata: Metadata = { title: "Project settings" };

export default async function ProjectSettingsPage({ params }: PageProps<"/projects/[projectId]/settings">) {
  const actor = await requirePageActor("project:update");
  const project = await orNotFound(getProject(actor, (await params).projectId));
  return (
    <FormColumn>
      <PageHeader title="Project settings" />
      <Section title="General">
        <ProjectNameForm key={project.id} project={project} />
      </Section>
      {can(actor, "project:delete") ? (
        <Section title="Delete this project" description="Its connections, policies and dashboards go with it.">
          <DeleteProjectButton project={project} />
        </Section>
      ) : null}
    </FormColumn>
  );
}
