import { cookies } from "next/headers";
import { LinkButton } from "@/components/ui/link-button";
import { can } from "@/lib/authorization/require-permission";
import { listProjects } from "@/lib/projects/project-queries";
import type { PortalActor } from "./page-access";

export interface AccessLinkProps {
  readonly actor: PortalActor;
  readonly subject: { readonly userId: string } | { readonly tenantId: string };
}

/** Leads to what somebody sees in the project looked at last; nothing for those who may not ask. */
export async function AccessLink({ actor, subject }: AccessLinkProps) {
  if (!can(actor, "policy:read")) return null;
  const { data: projects } = await listProjects(actor, { limit: 200 });
  const last = (await cookies()).get("bh-project")?.value;
  const project = projects.find(({ id }) => id === last) ?? projects[0];
  if (!project) return null;
  return (
    <LinkButton href={`/projects/${project.id}/access?${new URLSearchParams({ ...subject })}`} variant="default">
      What do they see?
    </LinkButton>
  );
}
