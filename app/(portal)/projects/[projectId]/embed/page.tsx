import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { env } from "@/lib/env";
import { listPolicies } from "@/lib/policies/policy-queries";
import { getProject } from "@/lib/projects/project-queries";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { EmbedWorkbench } from "./_components/embed-workbench";
import { OriginsForm } from "./_components/origins-form";
import { ProjectSecret } from "./_components/project-secret";
import { TokenInspector } from "./_components/token-inspector";

export const metadata: Metadata = { title: "Embed" };

export default async function EmbedPage({ params }: PageProps<"/projects/[projectId]/embed">) {
  const actor = await requirePageActor("project:secret");
  const project = await orNotFound(getProject(actor, (await params).projectId));
  const of = { projectId: project.id, limit: 200 };
  const [dashboards, policies] = await Promise.all([listDashboards(actor, of), listPolicies(actor, of)]);
  return (
    <>
      <PageHeader title="Embed" description="Show dashboards in your own product. Your page only ever sees a token." />
      <Section title="Try it" description="Choose what your customers see, look at it, and copy the code for it.">
        <EmbedWorkbench portalUrl={env().NEXTAUTH_URL} dashboards={dashboards.data} policies={policies.data} />
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
