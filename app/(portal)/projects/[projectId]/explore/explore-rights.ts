import { can } from "@/lib/authorization/can";
import type { PortalActor } from "../../../_shell/page-access";

/** What a person may do with what they have explored. */
export interface ExploreRights {
  readonly manageDomains: boolean;
  readonly addToDashboards: boolean;
  readonly createDashboards: boolean;
  /** Between tenants and the organization, for a new dashboard. */
  readonly chooseHome: boolean;
  /** Looking through a tenant's policies. */
  readonly viewAs: boolean;
}

export function exploreRights(actor: PortalActor): ExploreRights {
  return {
    manageDomains: can(actor, "domain:create"),
    addToDashboards: can(actor, "dashboard:edit"),
    createDashboards: can(actor, "dashboard:create"),
    chooseHome: can(actor, "tenant:read"),
    viewAs: can(actor, "tenant:read"),
  };
}
