import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { inTransaction, type Transaction } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { addGroupMembersSchema } from "./group-schema";
import { lockGroup, requireMayDecideMembers } from "./lock-group";

/**
 * Takes people out of a group, and with that what only the group gave them; who is not in it stays so. Returns how many
 * were in it.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign group, `invalid_input`
 */
export async function removeGroupMembers(
  actor: Actor,
  groupId: string,
  userIds: readonly string[],
  within?: Transaction,
): Promise<number> {
  requirePermission(actor, "group:update");
  const unwanted = [...new Set(parseInput(addGroupMembersSchema, { userIds }).userIds)];
  return inTransaction(within, async (tx) => {
    const group = await lockGroup(tx, actor, groupId);
    requireMayDecideMembers(actor, group);
    const { count } = await tx.groupMember.deleteMany({ where: { groupId, userId: { in: unwanted } } });
    if (count === 0) return 0;
    await recordAuditEvent(tx, actor, {
      action: "group.members_removed",
      tenantId: group.tenantId,
      targetId: groupId,
      targetName: group.name,
      details: { userIds: unwanted, removed: count },
    });
    return count;
  });
}
