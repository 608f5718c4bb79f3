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
  /** Whether an identity provider made it and says who is in it. */
  readonly provisioned: boolean;
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
    select: {
      id: true,
      name: true,
      tenantId: true,
      homeId: true,
      provisioned: true,
      _count: { select: { assignments: true } },
    },
  });
  if (!group) throw notFound("Group");
  if (!mayManageGroupsOf(actor, group.tenantId)) {
    throw forbidden(actor, "group:update", "You may not change the organization's own groups");
  }
  const { _count, ...rest } = group;
  return { ...rest, assignmentCount: _count.assignments };
}

/**
 * Keeps the members of groups that a policy is assigned to in the hands of ADMINs and of the home's identity provider,
 * because they decide who sees which rows (R16); and those of groups that the identity provider has made, because it
 * answers for them.
 *
 * @throws DomainError `forbidden`
 */
export function requireMayDecideMembers(actor: Actor, group: LockedGroup): void {
  if (actor.role === "ADMIN" || actor.kind === "scim_client") return;
  if (group.assignmentCount > 0) {
    const message = "A policy is assigned to this group, so only an admin changes who is in it";
    throw forbidden(actor, "group:update under a policy", message);
  }
  if (group.provisioned) {
    const message = "An identity provider made this group, so only it and admins change who is in it";
    throw forbidden(actor, "group:update of a provisioned group", message);
  }
}
