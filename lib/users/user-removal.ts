import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { onlyOwnedBy } from "./sole-ownership";
import type { UserRemoval } from "./user-schema";

const mostNamed = 50;

/**
 * What deleting a person takes along, which dashboards would pass to somebody else, and which of their SCIM tokens go on
 * working for whoever holds them, as things stand now.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getUserRemoval(actor: Actor, id: string): Promise<UserRemoval> {
  requirePermission(actor, "user:delete");
  const { organizationId } = actor;
  const alive = { revokedAt: null, expiresAt: { gt: now() } };
  const aliveOrEndless = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
  const user = isUuid(id)
    ? await database.user.findFirst({
        where: { id, organizationId },
        select: {
          _count: {
            select: {
              sessions: { where: alive },
              embedSessions: { where: { revokedAt: null, endsAt: { gt: now() } } },
              apiKeys: { where: aliveOrEndless },
              memberships: true,
              shares: true,
              assignments: true,
              invites: true,
            },
          },
        },
      })
    : null;
  if (!user) throw notFound("User");
  const where = { organizationId, ...onlyOwnedBy(id) };
  const [dashboards, dashboardCount, scimTokens] = await Promise.all([
    database.dashboard.findMany({
      where,
      orderBy: [{ title: "asc" }, { id: "asc" }],
      take: mostNamed,
      select: { id: true, title: true, tenant: { select: { name: true } } },
    }),
    database.dashboard.count({ where }),
    database.scimToken.findMany({
      where: { organizationId, createdById: id, ...alive },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: mostNamed,
      select: { id: true, name: true, tenant: { select: { name: true } } },
    }),
  ]);
  const { _count: counts } = user;
  return {
    dashboards: dashboards.map(withTenantName),
    dashboardCount,
    sessionCount: counts.sessions,
    embedSessionCount: counts.embedSessions,
    apiKeyCount: counts.apiKeys,
    scimTokens: scimTokens.map(withTenantName),
    groupCount: counts.memberships,
    shareCount: counts.shares,
    assignmentCount: counts.assignments,
    inviteCount: counts.invites,
  };
}

function withTenantName<Row extends { readonly tenant: { readonly name: string } | null }>({ tenant, ...rest }: Row) {
  return { ...rest, tenantName: tenant?.name ?? null };
}
