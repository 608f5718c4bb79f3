import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { inTransaction, type Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { lockGroup, requireMayDecideMembers } from "./lock-group";
import { requireMayGrant } from "./require-may-grant";

/**
 * Removes a group with its memberships, its shares and the assignments to it. Who could not give or take what the
 * group has cannot take it this way either (R16).
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function deleteGroup(actor: Actor, id: string, within?: Transaction): Promise<void> {
  requirePermission(actor, "group:delete");
  await inTransaction(within, async (tx) => {
    const group = await lockGroup(tx, actor, id);
    requireMayDecideMembers(actor, group);
    await requireMayGrant(tx, actor, id);
    const { _count } = await tx.group.delete({
      where: { id },
      select: { _count: { select: { members: true, shares: true, assignments: true } } },
    });
    await recordAuditEvent(tx, actor, {
      action: "group.deleted",
      tenantId: group.tenantId,
      targetId: id,
      targetName: group.name,
      details: { removed: _count },
    });
  });
}
