import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { checkParameters, placeholderIn } from "./assignment-parameters";
import { getAssignment } from "./assignment-queries";
import { requireFillableTargets, requireSubject } from "./assignment-subject";
import { policyParameters } from "./policy-parameters";
import { definitionOf, definitionSelect } from "./policy-rows";
import { type AssignmentView, type CreateAssignmentInput, createAssignmentSchema } from "./policy-schema";

/**
 * Makes a policy hold for somebody, with the values of its parameters. A parameter without a value refuses here rather
 * than at the first query.
 *
 * @throws DomainError `forbidden` without `assignment:create`, `not_found` for a foreign policy or subject,
 * `invalid_input` with a message per parameter, `conflict` when the policy holds for this subject already.
 */
export async function createAssignment(actor: Actor, input: CreateAssignmentInput): Promise<AssignmentView> {
  requirePermission(actor, "assignment:create");
  const { parameters, ...assignment } = parseInput(createAssignmentSchema, input);
  const policy = await database.policy.findFirst({
    where: { id: assignment.policyId, organizationId: actor.organizationId },
    select: { ...definitionSelect, projectId: true },
  });
  if (!policy) throw notFound("Policy");
  const subject = await requireSubject(actor, assignment);
  checkParameters(parameters, policyParameters(definitionOf(policy)));
  requireFillableTargets(definitionOf(policy), parameters, subject);
  const id = await database.$transaction(async (tx) => {
    const { id } = await onUniqueViolation("The policy is assigned to them already", () =>
      tx.assignment.create({
        data: { ...assignment, organizationId: actor.organizationId, subjectKey: subject.key, parameters },
        select: { id: true },
      }),
    );
    await recordAuditEvent(tx, actor, {
      action: "assignment.created",
      tenantId: subject.tenantId,
      projectId: policy.projectId,
      targetId: policy.id,
      targetName: policy.name,
      details: { assignmentId: id, kind: assignment.kind, subject: subject.key, parameters: sources(parameters) },
    });
    return id;
  });
  return getAssignment(actor, id);
}

/** Names of parameters and where their values come from; never the values (R25). */
function sources(parameters: Readonly<Record<string, Parameters<typeof placeholderIn>[0]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, placeholderIn(value) ?? "given"]));
}
