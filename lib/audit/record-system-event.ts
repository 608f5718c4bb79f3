import type { Transaction } from "@/lib/database";
import { type AuditEventInput, systemRow } from "./audit-row";

/** Writes an event that no known actor stands behind, such as a failed sign-in: whoever tried is not the person named. */
export async function recordSystemEvent(
  transaction: Transaction,
  organizationId: string,
  event: AuditEventInput,
): Promise<void> {
  await transaction.auditEvent.create({ data: systemRow(organizationId, event), select: { id: true } });
}
