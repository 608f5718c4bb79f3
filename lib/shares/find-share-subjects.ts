import { containsWords } from "@/lib/contains-words";
import { type DashboardAccess, requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { capOfLevel, levelOnDashboard } from "@/lib/dashboards/dashboard-level";
import { shareIsLive } from "@/lib/dashboards/dashboard-person";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { Role } from "@/prisma/client/enums";
import { everyoneNames } from "./find-subject";
import { shareReachOn } from "./share-reach";
import { type FindShareSubjectsInput, findShareSubjectsSchema, type ShareSubject } from "./share-schema";

const mostSubjects = 20;

/**
 * Finds whom this actor could share this dashboard with, by a part of a name or address: nobody out of reach is ever
 * offered, counted or hinted at. With each comes the most that a share can come to, so that nobody is promised more.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`
 */
export async function findShareSubjects(
  actor: Actor,
  dashboardId: string,
  input: FindShareSubjectsInput = {},
): Promise<readonly ShareSubject[]> {
  const { search } = parseInput(findShareSubjectsSchema, input);
  const access = await requireDashboardAction(actor, dashboardId, "share");
  const [found, reached] = await Promise.all([findInReach(actor, access, search), tenantsReached(access.id)]);
  return found.map(({ role, ...subject }) => ({ ...subject, ...outcomeOf({ ...subject, role }, access, reached) }));
}

type Found = Pick<ShareSubject, "scope" | "subjectId" | "name" | "detail" | "tenantId"> & { readonly role: Role };

async function findInReach(actor: Actor, access: DashboardAccess, search: string): Promise<readonly Found[]> {
  const { homes, scopes } = shareReachOn(actor, access);
  const { organizationId } = actor;
  const inReach = { organizationId, ...(homes ? { homeId: { in: [...homes] } } : {}) };
  const contains = containsWords(search);
  const [users, groups, tenants] = await Promise.all([
    database.user.findMany({
      where: { ...inReach, disabledAt: null, OR: [{ displayName: contains }, { email: contains }] },
      select: { id: true, displayName: true, email: true, tenantId: true, role: true },
      orderBy: [{ displayName: "asc" }, { id: "asc" }],
      take: mostSubjects,
    }),
    database.group.findMany({
      where: { ...inReach, name: contains },
      select: { id: true, name: true, tenantId: true, tenant: { select: { name: true } } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: mostSubjects,
    }),
    database.tenant.findMany({
      where: { organizationId, name: contains, ...(homes ? { id: { in: [...homes] } } : {}) },
      select: { id: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: mostSubjects,
    }),
  ]);
  // Roles of a group's or a tenant's people differ: no one role caps the share.
  const many = { role: "AUTHOR", detail: null } as const;
  const everyone = (["ALL_TENANTS", "ALL_ORGANIZATION_USERS"] as const)
    .filter((scope) => scopes.includes(scope) && everyoneNames[scope].toLowerCase().includes(search.toLowerCase()))
    .map((scope) => ({ ...many, scope, subjectId: null, name: everyoneNames[scope], tenantId: null }));
  return [
    ...everyone,
    ...tenants.map(({ id, name }) => ({ ...many, scope: "TENANT" as const, subjectId: id, name, tenantId: id })),
    ...groups.map(({ id, tenant, ...group }) => ({
      ...many,
      ...group,
      scope: "GROUP" as const,
      subjectId: id,
      detail: tenant?.name ?? null,
    })),
    ...users.map(({ id, displayName, email, ...user }) => ({
      ...user,
      scope: "USER" as const,
      subjectId: id,
      name: displayName,
      detail: email,
    })),
  ];
}

/** At most two of the tenants that live shares reach: more make no difference. All tenants at once are more than one. */
async function tenantsReached(dashboardId: string): Promise<readonly string[]> {
  const rows = await database.$queryRaw<{ homeId: string }[]>`
    SELECT DISTINCT s.subject_home_id AS "homeId" FROM shares s
    WHERE s.dashboard_id = ${dashboardId}::uuid AND ${shareIsLive()}
      AND (s.subject_home_id <> s.organization_id OR s.scope = 'ALL_TENANTS') LIMIT 2`;
  return rows.map(({ homeId }) => homeId);
}

/** What a share with this subject could come to at most, here and now. */
function outcomeOf(
  { scope, tenantId, role }: Found,
  access: DashboardAccess,
  reached: readonly string[],
): Pick<ShareSubject, "highestLevel" | "cap" | "wouldReachSeveral"> {
  const ofTenants = tenantId !== null || scope === "ALL_TENANTS";
  const added = scope === "ALL_TENANTS" || reached.some((homeId) => homeId !== tenantId);
  const wouldReachSeveral =
    access.tenantId === null && ofTenants && !access.reachesSeveralTenants && added && reached.length > 0;
  const facts = {
    role: role === "VIEWER" ? role : ("AUTHOR" as const),
    grants: ["OWNER" as const],
    personTenantId: tenantId,
    homeTenantId: access.tenantId,
    reachesSeveralTenants: access.reachesSeveralTenants || wouldReachSeveral,
  };
  if (scope === "ALL_TENANTS") return { highestLevel: "VIEWER", cap: "SEVERAL_TENANTS", wouldReachSeveral };
  return { highestLevel: levelOnDashboard(facts) ?? "VIEWER", cap: capOfLevel(facts), wouldReachSeveral };
}
