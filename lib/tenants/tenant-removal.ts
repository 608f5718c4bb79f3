import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { removedUsers } from "./removal-progress";
import type { TenantRemoval } from "./tenant-schema";

/**
 * What deleting a tenant takes along, counted as things stand now; while that is under way, how far it is.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getTenantRemoval(actor: Actor, id: string): Promise<TenantRemoval> {
  requirePermission(actor, "tenant:delete");
  const { organizationId } = actor;
  const alive = { revokedAt: null, endsAt: { gt: now() } };
  const row = isUuid(id)
    ? await database.tenant.findFirst({
        where: { id, organizationId },
        select: {
          _count: {
            select: {
              users: true,
              groups: true,
              dashboards: true,
              invites: true,
              identityProviders: true,
              embedSessions: { where: alive },
            },
          },
        },
      })
    : null;
  if (!row) throw notFound("Tenant");
  // Counted apart: each has an index, which one condition over all three would not use. No row has two of them.
  const reaching = [{ tenantId: id }, { group: { tenantId: id } }, { user: { tenantId: id } }].map((subject) => ({
    where: { organizationId, ...subject },
  }));
  const live = { organizationId, user: { tenantId: id }, revokedAt: null, expiresAt: { gt: now() } };
  const [shares, assignments, sessions] = await Promise.all([
    sum(reaching.map((subject) => database.share.count(subject))),
    sum(reaching.map((subject) => database.assignment.count(subject))),
    database.session.count({ where: live }),
  ]);
  return { ...row._count, shares, assignments, sessions, removedUsers: removedUsers.get(id) ?? null };
}

async function sum(counts: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
}
