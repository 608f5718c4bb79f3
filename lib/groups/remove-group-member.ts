import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { lockGroup, requireMayDecideMembers } from "./lock-group";

/**
 * Takes a person out of a group, and with that what only the group gave them.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign group or somebody who is not in it
 */
export async function removeGroupMember(actor: Actor, groupId: string, userId: string): Promise<void> {
  requirePermission(actor, "group:update");
  await database.$transaction(async (tx) => {
    const group = await lockGroup(tx, actor, groupId);
    requireMayDecideMembers(actor, group);
    const { count } = isUuid(userId) ? await tx.groupMember.deleteMany({ where: { groupId, userId } }) : { count: 0 };
    if (count === 0) throw notFound("Member");
    await recordAuditEvent(tx, actor, {
      action: "group.member_removed",
      tenantId: group.tenantId,
      targetId: groupId,
      targetName: group.name,
      details: { userId },
    });
  });
}
