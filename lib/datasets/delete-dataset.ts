import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { getDataset } from "./dataset-queries";

/**
 * Deletes a dataset. Cards that read it refuse from their next query on.
 *
 * @throws DomainError `forbidden` without `dataset:delete`, `not_found`
 */
export async function deleteDataset(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "dataset:delete");
  const { name, projectId, connectionId } = await getDataset(actor, id);
  const { organizationId } = actor;
  await database.$transaction(async (transaction) => {
    await transaction.dataset.delete({ where: { id, organizationId }, select: { id: true } });
    await transaction.connection.update({
      where: { id: connectionId, organizationId },
      data: { version: { increment: 1 } },
    });
    await recordAuditEvent(transaction, actor, {
      action: "dataset.deleted",
      projectId,
      targetId: id,
      targetName: name,
    });
  });
}
