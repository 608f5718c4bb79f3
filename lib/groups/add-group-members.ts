import { requirePermission } from "@/lib/authorization/require-permission";
import { inTransaction, type Transaction } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { putIn } from "./change-members";
import { addGroupMembersSchema, type GroupView } from "./group-schema";
import { groupViewFields, toGroupView } from "./group-view";
import { lockGroup, requireMayDecideMembers } from "./lock-group";
import { requireMayGrant } from "./require-may-grant";

/**
 * Adds people of the group's own home to it; who is in already stays. All or none are added (R16).
 *
 * @throws DomainError `forbidden`, `not_found` for foreign people, `invalid_input` for people of another home
 */
export async function addGroupMembers(
  actor: Actor,
  groupId: string,
  userIds: readonly string[],
  within?: Transaction,
): Promise<GroupView> {
  requirePermission(actor, "group:update");
  const wanted = [...new Set(parseInput(addGroupMembersSchema, { userIds }).userIds)];
  const { organizationId } = actor;
  const ownTenantId = tenantOf(actor);
  return inTransaction(within, async (tx) => {
    const group = await lockGroup(tx, actor, groupId);
    requireMayDecideMembers(actor, group);
    await requireMayGrant(tx, actor, groupId);
    const people = await tx.user.findMany({
      where: { id: { in: wanted }, organizationId, ...(ownTenantId === null ? {} : { tenantId: ownTenantId }) },
      select: { id: true, homeId: true },
    });
    if (people.length < wanted.length) throw notFound("User");
    if (people.some(({ homeId }) => homeId !== group.homeId)) {
      const message = "A tenant's group holds that tenant's people only, the organization's group its own people only";
      throw new DomainError("invalid_input", message, { userIds: message });
    }
    await putIn(tx, actor, group, wanted);
    return toGroupView(await tx.group.findUniqueOrThrow({ where: { id: groupId }, select: groupViewFields }));
  });
}
