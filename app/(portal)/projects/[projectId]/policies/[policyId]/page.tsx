import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { getConnection } from "@/lib/connections/connection-queries";
import { listAssignments } from "@/lib/policies/assignment-queries";
import { getPolicy } from "@/lib/policies/policy-queries";
import { firstOrNext, listInput } from "../../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../../_shell/page-access";
import { AssignmentsSection } from "../_components/assignments-section";
import { DeletePolicyButton } from "../_components/delete-policy-button";
import { PolicyForm } from "../_components/policy-form";
import { formFacts } from "../form-facts";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage(props: PageProps<"/projects/[projectId]/policies/[policyId]">) {
  const actor = await requirePageActor("policy:read");
  const { projectId, policyId } = await props.params;
  const policy = await orNotFound(getPolicy(actor, policyId));
  if (policy.projectId !== projectId) notFound();
  const input = listInput(await props.searchParams);
  const [connection, facts, assignments] = await Promise.all([
    orNotFound(getConnection(actor, policy.connectionId)),
    formFacts(actor, policy.connectionId),
    firstOrNext(input, (page) => listAssignments(actor, { ...page, policyId })),
  ]);
  const form = { projectId, connection, connections: [connection], policy, ...facts };
  return (
    <>
      <PageHeader
        title={policy.name}
        description={`Policy of connection ${policy.connectionName}`}
        back={{ href: `/projects/${projectId}/policies`, label: "Policies" }}
        actions={<DeletePolicyButton policy={policy} />}
      />
      <PolicyForm key={policy.version} {...form} assignments={assignments.data} />
      <AssignmentsSection policy={policy} page={assignments} filtered={Boolean(input.search)} />
    </>
  );
}
