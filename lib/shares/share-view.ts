import { capOfLevel, levelOnDashboard } from "@/lib/dashboards/dashboard-level";
import type { Prisma } from "@/prisma/client/client";
import { everyoneNames } from "./find-subject";
import type { ShareView } from "./share-schema";

export const shareSelect = {
  id: true,
  organizationId: true,
  scope: true,
  subjectId: true,
  subjectHomeId: true,
  level: true,
  expiresAt: true,
  user: { select: { displayName: true, role: true } },
  group: { select: { name: true } },
  tenant: { select: { name: true } },
} satisfies Prisma.ShareSelect;

export type ShareRow = Prisma.ShareGetPayload<{ select: typeof shareSelect }>;

/** A share as those may read it who may know its subject; a person's role caps what it comes to. */
export function toShareView(
  row: ShareRow,
  dashboard: { readonly tenantId: string | null; readonly reachesSeveralTenants: boolean },
): ShareView {
  const everyone = row.scope === "ALL_TENANTS" || row.scope === "ALL_ORGANIZATION_USERS";
  const facts = {
    role: row.user?.role === "VIEWER" ? ("VIEWER" as const) : ("AUTHOR" as const),
    grants: [row.level],
    personTenantId: tenantOfSubject(row),
    homeTenantId: dashboard.tenantId,
    reachesSeveralTenants: dashboard.reachesSeveralTenants,
  };
  return {
    id: row.id,
    scope: row.scope,
    subjectId: everyone ? null : row.subjectId,
    subjectName: nameOf(row),
    level: row.level,
    effectiveLevel: levelOnDashboard(facts) ?? "VIEWER",
    cap: capOfLevel(facts),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

/** The tenant that a share's subject belongs to; the database keeps it beside the share. */
export function tenantOfSubject(row: { organizationId: string; subjectHomeId: string }): string | null {
  return row.subjectHomeId === row.organizationId ? null : row.subjectHomeId;
}

/** What a share's subject is called. */
export function nameOf({ scope, user, group, tenant }: ShareRow): string {
  if (scope === "ALL_TENANTS" || scope === "ALL_ORGANIZATION_USERS") return everyoneNames[scope];
  return user?.displayName ?? group?.name ?? tenant?.name ?? "";
}
