import { now } from "@/lib/clock";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";

/** Whose shares count for an actor. */
export interface DashboardPerson {
  readonly organizationId: string;
  readonly userId: string;
  /** Null for the organization's own people. */
  readonly tenantId: string | null;
}

/**
 * The person whose shares an actor uses: an API key has its creator's, a project token those of the person it
 * speaks for. A dashboard token speaks for nobody.
 */
export function personOf(actor: Actor): DashboardPerson | null {
  const { organizationId } = actor;
  switch (actor.kind) {
    case "organization_user":
      return { organizationId, userId: actor.userId, tenantId: null };
    case "tenant_user":
      return { organizationId, userId: actor.userId, tenantId: actor.tenantId };
    case "api_client":
      return { organizationId, userId: actor.createdById, tenantId: null };
    case "embed_viewer":
      return actor.userId ? { organizationId, userId: actor.userId, tenantId: actor.tenantId } : null;
  }
}

/** SQL: the levels of the live shares of the dashboard `d` that count for this actor. */
export function grantsOf(actor: Actor): Prisma.Sql {
  const reaching = reachingShares(actor);
  return reaching
    ? Prisma.sql`ARRAY(SELECT r.level::text FROM (${reaching}) r WHERE r.dashboard_id = d.id)`
    : Prisma.sql`ARRAY[]::text[]`;
}

/** A dashboard token has its tenant's shares, without any person's; one without a tenant has none. */
function reachingShares(actor: Actor): Prisma.Sql | null {
  const person = personOf(actor);
  if (person) return sharesReaching(person);
  const tenantId = tenantOf(actor);
  return tenantId ? sharesReachingTenant(actor.organizationId, tenantId) : null;
}

/** SQL: the share `s` has not ended. */
export function shareIsLive(): Prisma.Sql {
  return Prisma.sql`(s.expires_at IS NULL OR s.expires_at > ${now()})`;
}

/**
 * SQL: dashboard and level of every live share that reaches this person, directly, through a group, or through
 * everybody. One branch a way, because each then finds its shares in an index, however many there are of others.
 */
export function sharesReaching(person: DashboardPerson): Prisma.Sql {
  const { organizationId, userId, tenantId } = person;
  const everybody = tenantId
    ? sharesReachingTenant(organizationId, tenantId)
    : sharesWith(Prisma.sql`s.scope = 'ALL_ORGANIZATION_USERS' AND s.subject_id = ${organizationId}::uuid`);
  return Prisma.sql`${sharesWith(Prisma.sql`s.scope = 'USER' AND s.subject_id = ${userId}::uuid`)}
    UNION ALL
    SELECT s.dashboard_id, s.level FROM group_members m JOIN shares s ON s.scope = 'GROUP' AND s.subject_id = m.group_id
    WHERE m.user_id = ${userId}::uuid AND ${shareIsLive()}
    UNION ALL ${everybody}`;
}

/** SQL: dashboard and level of every live share that reaches a whole tenant, as itself or as one of all. */
function sharesReachingTenant(organizationId: string, tenantId: string): Prisma.Sql {
  return Prisma.sql`${sharesWith(Prisma.sql`s.scope = 'TENANT' AND s.subject_id = ${tenantId}::uuid`)}
    UNION ALL ${sharesWith(Prisma.sql`s.scope = 'ALL_TENANTS' AND s.subject_id = ${organizationId}::uuid`)}`;
}

function sharesWith(subject: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT s.dashboard_id, s.level FROM shares s WHERE ${subject} AND ${shareIsLive()}`;
}

/** SQL: whether live shares of the dashboard `d` reach more than one tenant (R19). */
export function reachesSeveralTenants(): Prisma.Sql {
  return Prisma.sql`(SELECT COALESCE(bool_or(s.scope = 'ALL_TENANTS'), false)
      OR count(DISTINCT s.subject_home_id) FILTER (WHERE s.subject_home_id <> s.organization_id) > 1
    FROM shares s WHERE s.dashboard_id = d.id AND ${shareIsLive()})`;
}
