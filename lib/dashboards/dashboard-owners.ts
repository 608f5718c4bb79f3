import { database } from "@/lib/database";
import { type Actor, isTenantActor, tenantOf } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import { isDashboardToken } from "./dashboard-access";
import { shareIsLive } from "./dashboard-person";

export interface OwnerNames {
  readonly ownerNames: readonly string[];
  readonly hasOtherOwners: boolean;
}

interface OwnerRow {
  dashboardId: string;
  displayName: string;
  known: boolean;
}

const nobody: OwnerNames = { ownerNames: [], hasOtherOwners: false };

/**
 * Names of the owners of these dashboards, as far as the actor may know them: a tenant actor only those of their own
 * tenant, the bearer of a dashboard token nobody at all.
 */
export async function ownersOf(actor: Actor, dashboardIds: readonly string[]): Promise<(id: string) => OwnerNames> {
  if (dashboardIds.length === 0 || isDashboardToken(actor)) return () => nobody;
  const known = isTenantActor(actor) ? Prisma.sql`u.tenant_id = ${tenantOf(actor)}::uuid` : Prisma.sql`true`;
  const rows = await database.$queryRaw<OwnerRow[]>`
    SELECT s.dashboard_id AS "dashboardId", u.display_name AS "displayName", ${known} AS known
    FROM shares s JOIN users u ON u.id = s.user_id
    WHERE s.dashboard_id = ANY(${[...dashboardIds]}::uuid[]) AND s.scope = 'USER' AND s.level = 'OWNER' AND ${shareIsLive()}
    ORDER BY u.display_name, u.id`;
  return (id) => {
    const owners = rows.filter((row) => row.dashboardId === id);
    const ownerNames = owners.filter((owner) => owner.known).map((owner) => owner.displayName);
    return { ownerNames, hasOtherOwners: ownerNames.length < owners.length };
  };
}
