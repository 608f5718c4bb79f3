import { IconDatabase } from "@tabler/icons-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectionNames } from "@/lib/connections/connection-queries";
import { single } from "../../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { PolicyForm } from "../_components/policy-form";
import { formFacts } from "../form-facts";

export const metadata: Metadata = { title: "New policy" };

export default async function NewPolicyPage(props: PageProps<"/projects/[projectId]/policies/new">) {
  const actor = await requirePageActor("policy:create");
  const { projectId } = await props.params;
  const connections = await orNotFound(listConnectionNames(actor, projectId));
  const wanted = single(await props.searchParams, "connectionId");
  const connection = connections.find(({ id }) => id === wanted) ?? connections[0];
  const base = `/projects/${projectId}`;
  return (
    <>
      <PageHeader title="New policy" back={{ href: `${base}/policies`, label: "Policies" }} />
      {connection ? (
        <PolicyForm {...{ projectId, connections, connection }} {...(await formFacts(actor, connection.id))} />
      ) : (
        <EmptyState
          icon={<IconDatabase size={20} />}
          title="A policy needs a connection"
          action={<LinkButton href={`${base}/connections/new`}>New connection</LinkButton>}
        >
          It says how one database, or one set of files, keeps tenants apart.
        </EmptyState>
      )}
    </>
  );
}
