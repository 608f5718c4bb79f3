import { allowedActions, effectiveLevel, levelRank } from "@/lib/authorization/permissions";
import { now } from "@/lib/clock";
import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { type Actor, tenantOf, userOf } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";

/**
 * Makes sure the actor could themselves share every dashboard that the group has, at the level the group has it:
 * adding somebody to a group is granting all of that (R16), and nobody grants above their own level. On dashboards of
 * the organization a tenant's people count as VIEWER, whatever they were given there. An identity provider is asked no
 * such question: that it decides who is in the groups of its home is what an ADMIN made its token for.
 *
 * @throws DomainError `forbidden`
 */
export async function requireMayGrant(transaction: Transaction, actor: Actor, groupId: string): Promise<void> {
  if (actor.role === "ADMIN" || actor.kind === "scim_client") return;
  const live: Prisma.ShareWhereInput = { OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
  const granted = await transaction.share.findMany({
    where: { AND: [{ groupId }, live] },
    select: { dashboardId: true, level: true, dashboardHomeId: true },
  });
  const own = await transaction.share.findMany({
    where: { AND: [{ dashboardId: { in: granted.map((share) => share.dashboardId) } }, live, reaching(actor)] },
    select: { dashboardId: true, level: true },
  });
  for (const { dashboardId, level, dashboardHomeId } of granted) {
    const levels = own.filter((share) => share.dashboardId === dashboardId).map((share) => share.level);
    const role = tenantOf(actor) !== null && dashboardHomeId === actor.organizationId ? "VIEWER" : actor.role;
    const effective = effectiveLevel(role, levels, false);
    if (!effective || !allowedActions(role, levels, false).has("share") || levelRank(effective) < levelRank(level)) {
      throw new DomainError("forbidden", "The group has dashboards that you may not share, so an admin has to do this");
    }
  }
}

/** Shares that reach the actor, directly or through a group or an "everyone" scope. */
function reaching(actor: Actor): Prisma.ShareWhereInput {
  const userId = userOf(actor);
  const tenantId = tenantOf(actor);
  const everyone: Prisma.ShareWhereInput[] =
    tenantId === null
      ? [{ scope: "ALL_ORGANIZATION_USERS" }]
      : [{ scope: "TENANT", tenantId }, { scope: "ALL_TENANTS" }];
  const personal: Prisma.ShareWhereInput[] =
    userId === null ? [] : [{ userId }, { group: { members: { some: { userId } } } }];
  return { organizationId: actor.organizationId, OR: [...everyone, ...personal] };
}
