import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { checkParameters } from "./assignment-parameters";
import { getAssignment } from "./assignment-queries";
import { requireFillableTargets, requireSubject } from "./assignment-subject";
import { policyParameters } from "./policy-parameters";
import { definitionOf, definitionSelect } from "./policy-rows";
import { type AssignmentView, type UpdateAssignmentInput, updateAssignmentSchema } from "./policy-schema";

/**
 * Gives an assignment other values; for whom it is never changes. Holds from the next query on.
 *
 * @throws DomainError `forbidden` without `assignment:create`, `not_found`, `invalid_input` with a message per parameter.
 */
export async function updateAssignment(
  actor: Actor,
  id: string,
  input: UpdateAssignmentInput,
): Promise<AssignmentView> {
  requirePermission(actor, "assignment:create");
  const { parameters } = parseInput(updateAssignmentSchema, input);
  if (!isUuid(id)) throw notFound("Assignment");
  const where = { id, organizationId: actor.organizationId };
  const stored = await database.assignment.findFirst({
    where,
    include: { policy: { select: { ...definitionSelect, projectId: true } } },
  });
  if (!stored) throw notFound("Assignment");
  const { policy, kind } = stored;
  const subject = await requireSubject(actor, {
    kind,
    tenantId: stored.tenantId ?? undefined,
    groupId: stored.groupId ?? undefined,
    userId: stored.userId ?? undefined,
    role: stored.role ?? undefined,
  });
  checkParameters(parameters, policyParameters(definitionOf(policy)));
  requireFillableTargets(definitionOf(policy), parameters, subject);
  await database.$transaction(async (tx) => {
    await tx.assignment.update({ where, data: { parameters } });
    await recordAuditEvent(tx, actor, {
      action: "assignment.updated",
      tenantId: subject.tenantId,
      projectId: policy.projectId,
      targetId: policy.id,
      targetName: policy.name,
      details: { assignmentId: id, kind, subject: subject.key },
    });
  });
  return getAssignment(actor, id);
}
