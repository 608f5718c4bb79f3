import { roleAllows } from "@/lib/authorization/permissions";
import { type Actor, isTenantActor, tenantOf } from "@/lib/identity/actor";
import type { ShareScope } from "@/prisma/client/enums";

/** Among whom an actor shares, and whose shares they see. */
export interface ShareReach {
  /** Homes of the people and groups in reach: tenants' ids, the organization's id; null for all of them. */
  readonly homes: readonly string[] | null;
  readonly scopes: readonly ShareScope[];
}

const nobody: ShareReach = { homes: [], scopes: [] };

/**
 * A tenant's people share inside their tenant and know nobody else; a VIEWER or POWER_USER of the organization among
 * the organization's people; authors and admins across tenants.
 */
export function shareReach(actor: Actor): ShareReach {
  if (isTenantActor(actor)) {
    const tenantId = tenantOf(actor);
    return tenantId ? { homes: [tenantId], scopes: ["USER", "GROUP", "TENANT"] } : nobody;
  }
  if (roleAllows(actor.role, "tenant:read")) {
    return { homes: null, scopes: ["USER", "GROUP", "TENANT", "ALL_TENANTS", "ALL_ORGANIZATION_USERS"] };
  }
  return { homes: [actor.organizationId], scopes: ["USER", "GROUP", "ALL_ORGANIZATION_USERS"] };
}

/** Reach on one dashboard: one at home in a tenant goes to that tenant and to the organization's people only. */
export function shareReachOn(actor: Actor, dashboard: { readonly tenantId: string | null }): ShareReach {
  const reach = shareReach(actor);
  if (dashboard.tenantId === null) return reach;
  const inside = [dashboard.tenantId, actor.organizationId];
  return {
    homes: inside.filter((home) => reach.homes === null || reach.homes.includes(home)),
    scopes: reach.scopes.filter((scope) => scope !== "ALL_TENANTS"),
  };
}

/** Whether this actor may know a share: its scope and its subject's home are both in reach. */
export function shareIsKnown(reach: ShareReach, share: { scope: ShareScope; subjectHomeId: string }): boolean {
  return reach.scopes.includes(share.scope) && (reach.homes === null || reach.homes.includes(share.subjectHomeId));
}
