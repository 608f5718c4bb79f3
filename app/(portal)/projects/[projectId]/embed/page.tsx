import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { getProject } from "@/lib/projects/project-queries";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { EmbedWorkbench } from "./_components/embed-workbench";
import { OriginsForm } from "./_components/origins-form";
import { ProjectSecret } from "./_components/project-secret";
import { TokenInspector } from "./_components/token-inspector";
import { workbenchOf } from "./workbench-of";

export const metadata: Metadata = { title: "Embed" };

export default async function EmbedPage({ params }: PageProps<"/projects/[projectId]/embed">) {
  const actor = await requirePageActor("project:secret");
  const project = await orNotFound(getProject(actor, (await params).projectId));
  const workbench = await workbenchOf(actor, project.id);
  return (
    <>
      <PageHeader title="Embed" description="Show dashboards in your own product. Your page only ever sees a token." />
      <Section title="Try it" description="Choose what your customers see, look at it, and copy the code for it.">
        <EmbedWorkbench {...workbench} />
      </Section>
      <Section title="Allowed origins" description="Only pages of these origins can frame dashboards of this project.">
        <OriginsForm key={project.id} project={project} />
      </Section>
      <Section title="Inspect a token" description="What it opens, until when, and under what. Values stay hidden.">
        <TokenInspector projectId={project.id} />
      </Section>
      <Section title="Project secret" description="For tokens that speak for a person. Keep it on your server.">
        <ProjectSecret projectId={project.id} />
      </Section>
    </>
  );
}
