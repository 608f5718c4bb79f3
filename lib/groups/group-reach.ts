import { can } from "@/lib/authorization/can";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";

/**
 * The groups an actor may know of: a tenant's people their tenant's, an organization POWER_USER the organization's
 * own, AUTHORs and ADMINs all.
 */
export function visibleGroups(actor: Actor): Prisma.GroupWhereInput {
  const { organizationId } = actor;
  const tenantId = tenantOf(actor);
  if (tenantId !== null) return { organizationId, tenantId };
  return actor.role === "AUTHOR" || actor.role === "ADMIN" ? { organizationId } : { organizationId, tenantId: null };
}

/** Whether the actor may make and change groups of this home (`null` is the organization). */
export function mayManageGroupsOf(actor: Actor, homeTenantId: string | null): boolean {
  if (!can(actor, "group:update")) return false;
  const tenantId = tenantOf(actor);
  if (actor.kind === "scim_client" || tenantId !== null) return homeTenantId === tenantId;
  return actor.role === "ADMIN" || (actor.role === "AUTHOR" && homeTenantId !== null);
}
