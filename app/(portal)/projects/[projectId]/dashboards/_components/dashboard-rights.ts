import { can } from "@/lib/authorization/can";
import { mayOnDashboard } from "@/lib/dashboards/dashboard-access";
import type { DashboardSummary } from "@/lib/dashboards/dashboard-schema";
import type { PortalActor } from "../../../../_shell/page-access";

/** Which buttons a person gets on a dashboard. */
export interface DashboardRights {
  readonly edit: boolean;
  readonly share: boolean;
  readonly delete: boolean;
  /** Whether they share beyond one home, and so see first what would go along to tenants (R21). */
  readonly acrossHomes: boolean;
  /** Looking through a tenant's policies; a tenant's own dashboard is always seen through its own. */
  readonly viewAs: boolean;
}

export function dashboardRights(actor: PortalActor, { level, tenantId }: DashboardSummary): DashboardRights {
  return {
    edit: mayOnDashboard(actor, level, "edit"),
    share: mayOnDashboard(actor, level, "share"),
    delete: mayOnDashboard(actor, level, "delete"),
    acrossHomes: can(actor, "tenant:read"),
    viewAs: tenantId === null && can(actor, "tenant:read"),
  };
}
