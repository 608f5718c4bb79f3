import { forbidden } from "@/lib/audit/note-refusal";
import type { Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { mayManageGroupsOf, visibleGroups } from "./group-reach";

/** What commands on a group decide by. */
export interface LockedGroup {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string | null;
  readonly homeId: string;
  /** How many policies are assigned to the group. */
  readonly assignmentCount: number;
}

/**
 * Locks a group that the actor manages until the command ends: no policy is assigned to it and no share given to it
 * between what is checked here and what is written.
 *
 * @throws DomainError `not_found` when the actor may not know of it, `forbidden` when they only may not change it
 */
export async function lockGroup(transaction: Transaction, actor: Actor, id: string): Promise<LockedGroup> {
  if (!isUuid(id)) throw notFound("Group");
  await transaction.$queryRaw`
    SELECT 1 FROM groups WHERE id = ${id}::uuid AND organization_id = ${actor.organizationId}::uuid FOR UPDATE`;
  const group = await transaction.group.findFirst({
    where: { AND: [{ id }, visibleGroups(actor)] },
    select: { id: true, name: true, tenantId: true, homeId: true, _count: { select: { assignments: true } } },
  });
  if (!group) throw notFound("Group");
  if (!mayManageGroupsOf(actor, group.tenantId)) {
    throw forbidden(actor, "group:update", "You may not change the organization's own groups");
  }
  const { _count, ...rest } = group;
  return { ...rest, assignmentCount: _count.assignments };
}

/**
 * Keeps the members of groups that a policy is assigned to in the hands of ADMINs, because they decide who sees which
 * rows (R16).
 *
 * @throws DomainError `forbidden`
 */
export function requireMayDecideMembers(actor: Actor, group: LockedGroup): void {
  if (group.assignmentCount > 0 && actor.role !== "ADMIN") {
    const message = "A policy is assigned to this group, so only an admin changes who is in it";
    throw forbidden(actor, "group:update under a policy", message);
  }
}
