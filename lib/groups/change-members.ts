import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { LockedGroup } from "./lock-group";

/** People whom one event names. */
const namedAtOnce = 500;

/**
 * Writes memberships of people of the group's own home, whoever of them is in already, and their events. The caller has
 * locked the group and made sure of everything else.
 */
export async function putIn(
  transaction: Transaction,
  actor: Actor,
  group: LockedGroup,
  userIds: readonly string[],
): Promise<number> {
  const { id: groupId, homeId } = group;
  const data = userIds.map((userId) => ({ groupId, userId, homeId }));
  let added = 0;
  for (const part of inParts(data)) {
    const { count } = await transaction.groupMember.createMany({ data: part, skipDuplicates: true });
    const details = { userIds: part.map(({ userId }) => userId), added: count };
    await recordAuditEvent(transaction, actor, { action: "group.members_added", ...targetOf(group), details });
    added += count;
  }
  return added;
}

/** Takes people out, whoever of them is in, with their events; the caller has locked the group. */
export async function takeOut(
  transaction: Transaction,
  actor: Actor,
  group: LockedGroup,
  userIds: readonly string[],
): Promise<number> {
  let removed = 0;
  for (const part of inParts(userIds)) {
    const where = { groupId: group.id, userId: { in: [...part] } };
    const { count } = await transaction.groupMember.deleteMany({ where });
    const details = { userIds: part, removed: count };
    if (count > 0) {
      await recordAuditEvent(transaction, actor, { action: "group.members_removed", ...targetOf(group), details });
    }
    removed += count;
  }
  return removed;
}

function inParts<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / namedAtOnce);
  return Array.from({ length: count }, (_, index) => all.slice(index * namedAtOnce, (index + 1) * namedAtOnce));
}

function targetOf({ id, name, tenantId }: LockedGroup) {
  return { tenantId, targetId: id, targetName: name };
}
