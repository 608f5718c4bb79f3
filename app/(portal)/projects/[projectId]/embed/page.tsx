import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { env } from "@/lib/env";
import { getProject } from "@/lib/projects/project-queries";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { EmbedCode } from "./_components/embed-code";
import { OriginsForm } from "./_components/origins-form";
import { ProjectSecret } from "./_components/project-secret";

export const metadata: Metadata = { title: "Embed" };

export default async function EmbedPage({ params }: PageProps<"/projects/[projectId]/embed">) {
  const actor = await requirePageActor("project:secret");
  const project = await orNotFound(getProject(actor, (await params).projectId));
  const dashboards = await listDashboards(actor, { projectId: project.id, limit: 200 });
  const choices = dashboards.data.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <>
      <PageHeader
        title="Embed"
        description="Show dashboards inside your own product. Your server asks for a token; your page only ever sees that."
      />
      <Section title="Allowed origins" description="Only pages of these origins can frame dashboards of this project.">
        <OriginsForm key={project.id} project={project} />
      </Section>
      <Section title="Project secret" description="For tokens that speak for a person. Keep it on your server.">
        <ProjectSecret projectId={project.id} />
      </Section>
      <Section title="Code" description="Choose a dashboard and copy both parts into your product.">
        <EmbedCode portalUrl={env().NEXTAUTH_URL.replace(/\/$/, "")} dashboards={choices} />
      </Section>
    </>
  );
}
