import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { LinkButton } from "@/components/ui/link-button";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectionNames } from "@/lib/connections/connection-queries";
import { listPolicies } from "@/lib/policies/policy-queries";
import { firstOrNext, listInput, single } from "../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { PolicyTable } from "./_components/policy-table";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage(props: PageProps<"/projects/[projectId]/policies">) {
  const actor = await requirePageActor("policy:read");
  const { projectId } = await props.params;
  const connections = await orNotFound(listConnectionNames(actor, projectId));
  const params = await props.searchParams;
  const connectionId = connections.find(({ id }) => id === single(params, "connectionId"))?.id;
  const input = listInput(params);
  const known = { projectId, connections };
  const scope = { projectId, ...(connectionId ? { connectionId } : {}) };
  return (
    <>
      <PageHeader
        title="Policies"
        description="What keeps tenants apart: where they read, in which schema, and which rows and columns."
        actions={<LinkButton href={`/projects/${projectId}/policies/new`}>New policy</LinkButton>}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listPolicies(actor, { ...page, ...scope }))}
        fallback={<TableSkeleton columns={5} />}
      >
        {(page) => <PolicyTable page={page} filtered={Boolean(input.search || connectionId)} {...known} />}
      </Loaded>
    </>
  );
}
