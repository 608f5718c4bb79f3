import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/authorization/require-permission";
import { listConnectionNames } from "@/lib/connections/connection-queries";
import { getDomain } from "@/lib/domains/domain-queries";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { DomainButtons } from "../_components/domain-buttons";
import { DomainEditor } from "../_components/domain-editor";

export const metadata: Metadata = { title: "Domain" };

export default async function DomainPage(props: PageProps<"/projects/[projectId]/domains/[domainId]">) {
  const actor = await requirePageActor("domain:update");
  const { projectId, domainId } = await props.params;
  const domain = await orNotFound(getDomain(actor, domainId));
  const { management } = domain;
  if (domain.projectId !== projectId || !management) notFound();
  const connections = await orNotFound(listConnectionNames(actor, projectId));
  return (
    <>
      <PageHeader
        title={domain.name}
        description={domain.description || "Semantic domain"}
        back={{ href: `/projects/${projectId}/domains`, label: "Domains" }}
        actions={<DomainButtons domain={domain} />}
      />
      <DomainEditor
        domain={domain}
        management={management}
        connections={connections}
        mayFindPeople={can(actor, "user:read")}
      />
    </>
  );
}
