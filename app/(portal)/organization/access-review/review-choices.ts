import type { SearchOption } from "@/components/ui/search-select";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import type { AccessReviewFilter } from "@/lib/shares/access-schema";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { getUser } from "@/lib/users/user-queries";
import { orNotFound, type PortalActor } from "../../_shell/page-access";

/** What the filters that name something name, for their fields. */
export interface ReviewChoices {
  readonly tenant: SearchOption | null;
  readonly user: SearchOption | null;
  readonly dashboard: SearchOption | null;
}

/** Reads the names; something that is not there is a page that is not there. */
export async function reviewChoices(
  actor: PortalActor,
  { tenantId, userId, dashboardId }: AccessReviewFilter,
): Promise<ReviewChoices> {
  const [tenant, user, dashboard] = await Promise.all([
    tenantId ? orNotFound(getTenant(actor, tenantId)) : null,
    userId ? orNotFound(getUser(actor, userId)) : null,
    dashboardId ? orNotFound(getDashboard(actor, dashboardId)) : null,
  ]);
  return {
    tenant: tenant && { value: tenant.id, label: tenant.name },
    user: user && { value: user.id, label: `${user.displayName} (${user.email})` },
    dashboard: dashboard && { value: dashboard.id, label: dashboard.title },
  };
}
