import { now } from "@/lib/clock";
import { isAdmin, isDashboardToken } from "@/lib/dashboards/dashboard-access";
import { personOf } from "@/lib/dashboards/dashboard-person";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import type { AccessExplanation } from "./access-schema";
import type { AccessSubject } from "./access-subject";

type Explained = Pick<AccessExplanation, "dashboards" | "moreDashboards">;
type Found = Omit<AccessExplanation["dashboards"][number], "reasons">;

const mostDashboards = 100;

const shareSelect = {
  dashboardId: true,
  scope: true,
  level: true,
  expiresAt: true,
  group: { select: { name: true } },
} as const satisfies Prisma.ShareSelect;

/** The newest dashboards of a project that somebody reaches, with the level they have there and through what. */
export async function explainDashboards(
  organizationId: string,
  projectId: string,
  subject: AccessSubject,
): Promise<Explained> {
  const { actor, tenantId } = subject;
  const found = actor ? await ofActor(actor, projectId) : await ofTenant(organizationId, projectId, tenantId);
  const { dashboards, moreDashboards } = found;
  const shares = await database.share.findMany({
    where: {
      organizationId,
      dashboardId: { in: dashboards.map(({ id }) => id) },
      AND: [{ OR: reaching(actor, tenantId) }, { OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] }],
    },
    select: shareSelect,
    orderBy: { createdAt: "asc" },
  });
  const explained = dashboards.map((dashboard) => {
    const reasons = shares.filter(({ dashboardId }) => dashboardId === dashboard.id).map(shareInWords);
    return { ...dashboard, reasons: [...reasons, ...otherReasons(actor, reasons.length > 0)] };
  });
  return { dashboards: explained, moreDashboards };
}

async function ofActor(actor: Actor, projectId: string) {
  const { data, nextCursor } = await listDashboards(actor, { projectId, limit: mostDashboards });
  const dashboards = data.map(({ id, title, level }): Found => ({ id, title, level }));
  return { dashboards, moreDashboards: nextCursor !== null };
}

/** What a tenant's embeds can open: its own dashboards and those shared with all of it, as a viewer. */
async function ofTenant(organizationId: string, projectId: string, tenantId: string | null) {
  const rows = await database.dashboard.findMany({
    where: {
      organizationId,
      projectId,
      OR: [{ tenantId }, { tenantId: null, shares: { some: { OR: reaching(null, tenantId) } } }],
    },
    select: { id: true, title: true },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: mostDashboards + 1,
  });
  const dashboards = rows.slice(0, mostDashboards).map((row): Found => ({ ...row, level: "VIEWER" }));
  return { dashboards, moreDashboards: rows.length > mostDashboards };
}

/** The shares that count for somebody, whatever their dashboard. */
function reaching(actor: Actor | null, tenantId: string | null): Prisma.ShareWhereInput[] {
  const userId = actor ? (personOf(actor)?.userId ?? null) : null;
  const everybody: Prisma.ShareWhereInput[] = tenantId
    ? [{ scope: "TENANT", tenantId }, { scope: "ALL_TENANTS" }]
    : userId
      ? [{ scope: "ALL_ORGANIZATION_USERS" }]
      : [];
  if (!userId) return everybody;
  return [...everybody, { scope: "USER", userId }, { scope: "GROUP", group: { members: { some: { userId } } } }];
}

function otherReasons(actor: Actor | null, shared: boolean): string[] {
  if (actor && isDashboardToken(actor)) return ["the token opens it"];
  if (actor && isAdmin(actor)) return ["an ADMIN counts as OWNER of every dashboard"];
  return shared ? [] : ["it is at home in the tenant"];
}

function shareInWords(share: Prisma.ShareGetPayload<{ select: typeof shareSelect }>): string {
  const { level, expiresAt } = share;
  const until = expiresAt ? ` until ${expiresAt.toISOString().slice(0, 10)}` : "";
  return `${subjectInWords(share)} as ${level}${until}`;
}

function subjectInWords({ scope, group }: Prisma.ShareGetPayload<{ select: typeof shareSelect }>): string {
  switch (scope) {
    case "USER":
      return "shared directly";
    case "GROUP":
      return `shared with group ${group?.name}`;
    case "TENANT":
      return "shared with the whole tenant";
    case "ALL_TENANTS":
      return "shared with all tenants";
    case "ALL_ORGANIZATION_USERS":
      return "shared with everyone in the organization";
  }
}
