import { mayManageGroupsOf } from "@/lib/groups/group-reach";
import { tenantOf } from "@/lib/identity/actor";
import type { PortalActor } from "../../../_shell/page-access";

/** Where somebody may create groups: nowhere, in their own tenant, in tenants, or in tenants and the organization. */
export type GroupHomes = "none" | "own" | "tenants" | "all";

export function groupHomes(actor: PortalActor): GroupHomes {
  const own = tenantOf(actor);
  if (own !== null) return mayManageGroupsOf(actor, own) ? "own" : "none";
  if (mayManageGroupsOf(actor, null)) return "all";
  return mayManageGroupsOf(actor, "any") ? "tenants" : "none";
}
