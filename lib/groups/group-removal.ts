import { can, requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { countLosing } from "./count-losing";
import { visibleGroups } from "./group-reach";
import type { GroupRemoval } from "./group-schema";
import { liveShares, sharesReaching } from "./reaching-shares";

const namedAtMost = 100;

/**
 * What a group gives its members: the dashboards shared with it and the policies assigned to it, and how many of its
 * members have as much of each dashboard in no other way. Named are only dashboards that the actor may see themselves, and
 * policies to those who may read policies; the others are counted.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getGroupRemoval(actor: Actor, id: string): Promise<GroupRemoval> {
  requirePermission(actor, "group:read");
  const group = isUuid(id)
    ? await database.group.findFirst({
        where: { AND: [{ id }, visibleGroups(actor)] },
        select: { _count: { select: { members: true, assignments: true } } },
      })
    : null;
  if (!group) throw notFound("Group");
  const given: Prisma.ShareWhereInput = { AND: [{ groupId: id, organizationId: actor.organizationId }, liveShares()] };
  const [shares, dashboardCount, policies] = await Promise.all([
    database.share.findMany({
      where: { AND: [given, { dashboard: seenBy(actor) }] },
      orderBy: [{ dashboardUpdatedAt: "desc" }, { dashboardId: "desc" }],
      take: namedAtMost,
      select: { level: true, expiresAt: true, dashboard: { select: { id: true, projectId: true, title: true } } },
    }),
    database.share.count({ where: given }),
    assignedPolicies(actor, id),
  ]);
  const { members: memberCount, assignments: policyCount } = group._count;
  const losing = await countLosing(id, { memberCount, dashboardCount });
  return {
    memberCount,
    losingCount: losing?.people ?? null,
    dashboards: shares.map(({ level, expiresAt, dashboard }) => ({
      ...dashboard,
      level,
      expiresAt: expiresAt?.toISOString() ?? null,
      losingCount: losing ? (losing.ofDashboard.get(dashboard.id) ?? 0) : null,
    })),
    dashboardCount,
    policies,
    policyCount,
  };
}

/** An ADMIN counts as the owner of every dashboard; everybody else sees what is shared with them. */
function seenBy(actor: Actor): Prisma.DashboardWhereInput {
  if (actor.role === "ADMIN") return {};
  return { shares: { some: { AND: [liveShares(), sharesReaching(actor)] } } };
}

async function assignedPolicies(actor: Actor, groupId: string): Promise<GroupRemoval["policies"]> {
  if (!can(actor, "policy:read")) return [];
  const policies = await database.policy.findMany({
    where: { organizationId: actor.organizationId, assignments: { some: { groupId } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: namedAtMost,
    select: { id: true, name: true, projectId: true },
  });
  return policies;
}
