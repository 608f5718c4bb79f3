import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";

interface DashboardHome {
  readonly id: string;
  readonly organizationId: string;
  /** The tenant it is at home in, or null for the organization's own. */
  readonly tenantId: string | null;
}

/**
 * Whether a dashboard may be shown to a tenant's embeds at all (R05): it is at home there, or it is the
 * organization's and shared with that tenant or with all of them.
 */
export async function dashboardReachesTenant(
  dashboard: DashboardHome,
  tenantId: string,
  client: Transaction = database,
): Promise<boolean> {
  if (dashboard.tenantId !== null) return dashboard.tenantId === tenantId;
  const share = await client.share.findFirst({
    where: {
      dashboardId: dashboard.id,
      organizationId: dashboard.organizationId,
      OR: [{ scope: "TENANT", tenantId }, { scope: "ALL_TENANTS" }],
      AND: [{ OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] }],
    },
    select: { id: true },
  });
  return share !== null;
}
