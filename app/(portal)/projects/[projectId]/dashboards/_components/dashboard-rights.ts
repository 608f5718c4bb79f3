import { can } from "@/lib/authorization/can";
import { mayOnDashboard } from "@/lib/dashboards/dashboard-access";
import type { DashboardSummary } from "@/lib/dashboards/dashboard-schema";
import type { PortalActor } from "../../../../_shell/page-access";

/** Which buttons a person gets on a dashboard. */
export interface DashboardRights {
  readonly edit: boolean;
  readonly share: boolean;
  readonly delete: boolean;
  /** Looking through a tenant's policies; a tenant's own dashboard is always seen through its own. */
  readonly viewAs: boolean;
}

export function dashboardRights(actor: PortalActor, { level, tenantId }: DashboardSummary): DashboardRights {
  return {
    edit: mayOnDashboard(actor, level, "edit"),
    share: mayOnDashboard(actor, level, "share"),
    delete: mayOnDashboard(actor, level, "delete"),
    viewAs: tenantId === null && can(actor, "tenant:read"),
  };
}
