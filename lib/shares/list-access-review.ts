import { requirePermission } from "@/lib/authorization/require-permission";
import { reachesSeveralTenants, sharesReaching } from "@/lib/dashboards/dashboard-person";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import {
  type AccessReviewFilter,
  type AccessReviewQuery,
  accessReviewQuerySchema,
  type ReviewedAccess,
} from "./access-schema";
import { type PersonRow, peopleReached, personColumns, toPersonAccess } from "./ways-in";

interface ReviewRow extends PersonRow {
  dashboardId: string;
  dashboardTitle: string;
  projectId: string;
  homeTenantId: string | null;
  dashboardTenantName: string | null;
  several: boolean;
  lastUsedAt: Date | null;
}

export interface AccessReviewPage {
  readonly data: readonly ReviewedAccess[];
  readonly nextCursor: string | null;
}

/**
 * Lists who reaches which dashboard of the organization, through what, how far, until when, and when they last looked:
 * the newest dashboard first, a line for each person and dashboard, nobody left out but the disabled. Pages go on by
 * dashboard and person, so that the last page costs what the first does.
 *
 * @throws DomainError `forbidden` for anybody but an ADMIN, `invalid_input`
 */
export async function listAccessReview(actor: Actor, input: AccessReviewQuery = {}): Promise<AccessReviewPage> {
  requirePermission(actor, "access_review:read");
  const { limit, cursor, ...filter } = parseInput(accessReviewQuerySchema, input);
  const chosen = await dashboardsReviewed(actor, filter);
  const [afterDashboard, afterPerson] = cursor?.split("_") ?? [];
  const going = cursor ? Prisma.sql`AND d.id <= ${afterDashboard}::uuid` : Prisma.empty;
  const rest = cursor ? Prisma.sql`AND (d.id < ${afterDashboard}::uuid OR u.id > ${afterPerson}::uuid)` : Prisma.empty;
  const rows = await database.$queryRaw<ReviewRow[]>`
    SELECT d.id AS "dashboardId", d.title AS "dashboardTitle", d.project_id AS "projectId",
      d.tenant_id AS "homeTenantId", h.name AS "dashboardTenantName", v.several, p.*
    FROM dashboards d
    CROSS JOIN LATERAL (SELECT ${reachesSeveralTenants()} AS several) v
    CROSS JOIN LATERAL (
      SELECT ${personColumns}, max(x.used_at) AS "lastUsedAt" FROM ${peopleReached(filter.tenantId)}
        LEFT JOIN dashboard_uses x ON x.dashboard_id = d.id AND x.user_id = u.id
      WHERE ${peopleReviewed(filter)} ${rest}
      GROUP BY u.id, t.name HAVING ${waysReviewed(filter)} ORDER BY u.id LIMIT ${limit + 1}) p
    LEFT JOIN tenants h ON h.id = d.tenant_id
    WHERE d.organization_id = ${actor.organizationId}::uuid ${chosen} ${going}
    ORDER BY d.id DESC, p."userId" LIMIT ${limit + 1}`;
  const data = rows.slice(0, limit).map(toReviewed);
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}

/** SQL: the dashboards that can hold such a line at all, so that nothing else is looked through for it. */
async function dashboardsReviewed(actor: Actor, filter: AccessReviewFilter): Promise<Prisma.Sql> {
  const { organizationId } = actor;
  const { dashboardId, tenantId, expiringBefore, userId } = filter;
  const conditions = [
    ...(dashboardId ? [Prisma.sql`d.id = ${dashboardId}::uuid`] : []),
    ...(tenantId ? [reaching(organizationId, tenantId)] : []),
    ...(expiringBefore
      ? [
          Prisma.sql`d.id IN (SELECT s.dashboard_id FROM shares s
            WHERE s.organization_id = ${organizationId}::uuid AND s.expires_at < ${new Date(expiringBefore)})`,
        ]
      : []),
    ...(userId ? [await dashboardsOf(organizationId, userId)] : []),
  ];
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(conditions, " AND ")}`;
}

function reaching(organizationId: string, tenantId: string): Prisma.Sql {
  return Prisma.sql`d.id IN (
    SELECT s.dashboard_id FROM shares s
      WHERE s.organization_id = ${organizationId}::uuid AND s.subject_home_id = ${tenantId}::uuid
    UNION ALL
    SELECT s.dashboard_id FROM shares s WHERE s.scope = 'ALL_TENANTS' AND s.subject_id = ${organizationId}::uuid)`;
}

/** Found from the person's side: an ADMIN reaches all of them, everybody else what shares say. */
async function dashboardsOf(organizationId: string, userId: string): Promise<Prisma.Sql> {
  const user = await database.user.findFirst({
    where: { id: userId, organizationId },
    select: { tenantId: true, role: true },
  });
  if (!user) return Prisma.sql`false`;
  if (user.role === "ADMIN") return Prisma.sql`true`;
  const ofPerson = sharesReaching({ organizationId, userId, tenantId: user.tenantId });
  return Prisma.sql`d.id IN (SELECT r.dashboard_id FROM (${ofPerson}) r)`;
}

function peopleReviewed({ userId, unusedSince }: AccessReviewFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`true`,
    ...(userId ? [Prisma.sql`u.id = ${userId}::uuid`] : []),
    ...(unusedSince ? [Prisma.sql`(x.used_at IS NULL OR x.used_at < ${new Date(unusedSince)})`] : []),
  ];
  return Prisma.join(conditions, " AND ");
}

function waysReviewed({ through, expiringBefore }: AccessReviewFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`true`,
    ...(through ? [Prisma.sql`bool_or(w.kind = ${through})`] : []),
    ...(expiringBefore ? [Prisma.sql`bool_or(w.expires_at < ${new Date(expiringBefore)})`] : []),
  ];
  return Prisma.join(conditions, " AND ");
}

function toReviewed(row: ReviewRow): ReviewedAccess {
  const { dashboardId, dashboardTitle, projectId, homeTenantId, dashboardTenantName, several, lastUsedAt, ...person } =
    row;
  return {
    ...toPersonAccess(person, { tenantId: homeTenantId, reachesSeveralTenants: several }),
    id: `${dashboardId}_${person.userId}`,
    dashboardId,
    dashboardTitle,
    projectId,
    dashboardTenantName,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
