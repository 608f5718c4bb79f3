import { mayOnDashboard } from "@/lib/dashboards/dashboard-access";
import type { AccessLevel } from "@/prisma/client/enums";
import type { PortalActor } from "../../../../_shell/page-access";

/** Which buttons a person gets on a dashboard. */
export interface DashboardRights {
  readonly edit: boolean;
  readonly share: boolean;
  readonly delete: boolean;
}

export function dashboardRights(actor: PortalActor, level: AccessLevel): DashboardRights {
  return {
    edit: mayOnDashboard(actor, level, "edit"),
    share: mayOnDashboard(actor, level, "share"),
    delete: mayOnDashboard(actor, level, "delete"),
  };
}
