import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

/**
 * Ends an assignment; from the next query on the policy holds for them no longer.
 *
 * @throws DomainError `forbidden` without `assignment:delete`, `not_found`.
 */
export async function deleteAssignment(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "assignment:delete");
  if (!isUuid(id)) throw notFound("Assignment");
  const where = { id, organizationId: actor.organizationId };
  await database.$transaction(async (tx) => {
    const assignment = await tx.assignment.findFirst({
      where,
      include: { policy: { select: { name: true, projectId: true } }, group: true, user: true },
    });
    if (!assignment) throw notFound("Assignment");
    await tx.assignment.delete({ where });
    await recordAuditEvent(tx, actor, {
      action: "assignment.deleted",
      tenantId: assignment.tenantId ?? assignment.group?.tenantId ?? assignment.user?.tenantId ?? null,
      projectId: assignment.policy.projectId,
      targetId: assignment.policyId,
      targetName: assignment.policy.name,
      details: { assignmentId: id, kind: assignment.kind, subject: assignment.subjectKey },
    });
  });
}
