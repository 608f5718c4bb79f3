import { requirePermission } from "@/lib/authorization/require-permission";
import { inTransaction, type Transaction } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { takeOut } from "./change-members";
import { type GroupView, removeGroupMembersSchema } from "./group-schema";
import { groupViewFields, toGroupView } from "./group-view";
import { lockGroup, requireMayDecideMembers } from "./lock-group";

/**
 * Takes people out of a group, and with that what only the group gave them. Who is not in it, or is nobody at all, is
 * passed over without a word.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign group, `invalid_input`
 */
export async function removeGroupMembers(
  actor: Actor,
  groupId: string,
  userIds: readonly string[],
  within?: Transaction,
): Promise<GroupView> {
  requirePermission(actor, "group:update");
  const wanted = [...new Set(parseInput(removeGroupMembersSchema, { userIds }).userIds)];
  return inTransaction(within, async (tx) => {
    const group = await lockGroup(tx, actor, groupId);
    requireMayDecideMembers(actor, group);
    await takeOut(tx, actor, group, wanted);
    return toGroupView(await tx.group.findUniqueOrThrow({ where: { id: groupId }, select: groupViewFields }));
  });
}
