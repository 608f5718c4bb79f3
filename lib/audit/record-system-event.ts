import type { Transaction } from "@/lib/database";
import type { AuditEventInput } from "./record-audit-event";

/** Writes an event that no known actor stands behind, such as a failed sign-in: whoever tried is not the person named. */
export async function recordSystemEvent(
  transaction: Transaction,
  organizationId: string,
  event: AuditEventInput,
): Promise<void> {
  const { action, tenantId = null, projectId = null, targetId = null, targetName = null, details = {} } = event;
  await transaction.auditEvent.create({
    data: {
      organizationId,
      actorKind: "system",
      actorName: "Bulkhead",
      action,
      tenantId,
      projectId,
      targetId,
      targetName,
      details,
    },
    select: { id: true },
  });
}
