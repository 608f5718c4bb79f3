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
    case "scim_client":
      return null;
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
  return tenantId ? Prisma.join(wholeTenant(actor.organizationId, tenantId).map(sharesWith), " UNION ALL ") : null;
}

/** SQL: the share `s` has not ended. */
export function shareIsLive(): Prisma.Sql {
  return Prisma.sql`(s.expires_at IS NULL OR s.expires_at > ${now()})`;
}

/** Whose shares reach a person, as conditions on the share `s`; those of groups come by membership. */
export interface ShareSubjects {
  readonly groupsOf: string;
  readonly single: readonly Prisma.Sql[];
}

/** Through whom shares reach this person: directly, through a group, or through everybody. */
export function reachingSubjects({ organizationId, userId, tenantId }: DashboardPerson): ShareSubjects {
  const everybody = tenantId
    ? wholeTenant(organizationId, tenantId)
    : [Prisma.sql`s.scope = 'ALL_ORGANIZATION_USERS' AND s.subject_id = ${organizationId}::uuid`];
  return { groupsOf: userId, single: [Prisma.sql`s.scope = 'USER' AND s.subject_id = ${userId}::uuid`, ...everybody] };
}

/** A whole tenant is reached as itself, or as one of all. */
function wholeTenant(organizationId: string, tenantId: string): readonly Prisma.Sql[] {
  return [
    Prisma.sql`s.scope = 'TENANT' AND s.subject_id = ${tenantId}::uuid`,
    Prisma.sql`s.scope = 'ALL_TENANTS' AND s.subject_id = ${organizationId}::uuid`,
  ];
}

/**
 * SQL: dashboard and level of every live share that reaches this person. One branch a way, because each then finds
 * its shares in an index, however many there are of others.
 */
export function sharesReaching(person: DashboardPerson): Prisma.Sql {
  const { groupsOf, single } = reachingSubjects(person);
  return Prisma.sql`SELECT s.dashboard_id, s.level
    FROM group_members m JOIN shares s ON s.scope = 'GROUP' AND s.subject_id = m.group_id
    WHERE m.user_id = ${groupsOf}::uuid AND ${shareIsLive()}
    UNION ALL ${Prisma.join(single.map(sharesWith), " UNION ALL ")}`;
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

/**
 * SQL: the same for a dashboard `d` that is known to reach this tenant: whether another one is reached besides. Its
 * first find answers, and it reads none of the shares that reach no tenant: an index leaves them out.
 */
export function reachesAnotherTenant(tenantId: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM shares s WHERE s.dashboard_id = d.id AND ${shareIsLive()}
      AND (s.subject_home_id <> s.organization_id OR s.scope = 'ALL_TENANTS')
      AND (s.subject_home_id <> ${tenantId}::uuid OR s.scope = 'ALL_TENANTS'))`;
}
