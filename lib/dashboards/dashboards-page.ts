import { type Actor, tenantOf } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import type { AccessLevel } from "@/prisma/client/enums";
import { isDashboardToken } from "./dashboard-access";
import { reachesAnotherTenant, reachesSeveralTenants } from "./dashboard-person";
import { type ListNarrowing, listOrder, newestDashboards } from "./newest-dashboards";

/** One dashboard of the page, with what decides the actor's level on it. */
export interface DashboardRow {
  id: string;
  projectId: string;
  title: string;
  description: string;
  tenantId: string | null;
  tenantName: string | null;
  updatedAt: Date;
  cardCount: number;
  grants: AccessLevel[];
  several: boolean;
}

/** SQL: what a list says about the first `limit` dashboards, in their order, that reach the actor; null when none can. */
export function dashboardsPage(actor: Actor, narrowing: ListNarrowing, limit: number): Prisma.Sql | null {
  const newest = newestDashboards(actor, narrowing, limit);
  if (!newest) return null;
  const { byTitle, direction } = listOrder(narrowing);
  const key = byTitle ? Prisma.sql`d.title` : Prisma.sql`n.dashboard_updated_at`;
  return Prisma.sql`
    SELECT d.id, d.project_id AS "projectId", d.title, d.description, d.tenant_id AS "tenantId",
      t.name AS "tenantName", n.dashboard_updated_at AS "updatedAt", n.grants,
      (SELECT count(*)::int FROM cards c WHERE c.dashboard_id = d.id) AS "cardCount",
      ${severalFor(actor)} AS several
    FROM (${newest}) n JOIN dashboards d ON d.id = n.dashboard_id LEFT JOIN tenants t ON t.id = d.tenant_id
    WHERE d.organization_id = ${actor.organizationId}::uuid
    ORDER BY ${key} ${direction}, n.dashboard_id ${direction}`;
}

/** SQL: whether several tenants are reached, looked up only where it can lower somebody's level. */
function severalFor(actor: Actor): Prisma.Sql {
  if (isDashboardToken(actor)) return reachesSeveralTenants();
  const tenantId = tenantOf(actor);
  if (!tenantId) return Prisma.sql`false`;
  return Prisma.sql`CASE WHEN d.tenant_id IS NULL AND n.grants && ARRAY['EDITOR', 'CONTRIBUTOR', 'OWNER']
    THEN ${reachesAnotherTenant(tenantId)} ELSE false END`;
}
