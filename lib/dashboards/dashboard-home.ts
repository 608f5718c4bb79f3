import { forbidden } from "@/lib/audit/note-refusal";
import { roleAllows } from "@/lib/authorization/permissions";
import type { Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { type Actor, isTenantActor, tenantOf } from "@/lib/identity/actor";

/**
 * Decides where a new dashboard is at home: a tenant's person only in their own tenant, a POWER_USER of the
 * organization only in the organization, authors anywhere in it. The project must be the organization's, and the
 * token's own when it is a token that asks.
 *
 * @returns the tenant's id, or null for the organization
 * @throws DomainError `forbidden`, `not_found`
 */
export async function chooseHome(
  transaction: Transaction,
  actor: Actor,
  projectId: string,
  wanted: string | null | undefined,
): Promise<string | null> {
  refuseNarrowedToken(actor);
  const { organizationId } = actor;
  const tokenProject = actor.kind === "embed_viewer" ? actor.projectId : projectId;
  const project = await transaction.project.findFirst({
    where: { id: projectId, organizationId, AND: { id: tokenProject } },
    select: { id: true },
  });
  if (!project) throw notFound("Project");
  if (isTenantActor(actor)) return ownTenant(actor, wanted);
  if (!wanted) return null;
  if (!roleAllows(actor.role, "tenant:read")) {
    throw forbidden(actor, "dashboard:create", "You may create dashboards for the organization only");
  }
  const tenant = await transaction.tenant.findFirst({ where: { id: wanted, organizationId }, select: { id: true } });
  if (!tenant) throw notFound("Tenant");
  return tenant.id;
}

function ownTenant(actor: Actor, wanted: string | null | undefined): string {
  const own = tenantOf(actor);
  if (!own) throw forbidden(actor, "dashboard:create", "This session may not create dashboards");
  if (wanted === null) throw forbidden(actor, "dashboard:create", "You may create dashboards in your own tenant only");
  if (wanted !== undefined && wanted !== own) throw notFound("Tenant");
  return own;
}

/** What a session cannot open, it does not create: it would be lost to it at once. */
function refuseNarrowedToken(actor: Actor): void {
  if (actor.kind !== "embed_viewer") return;
  if (actor.userId === null || actor.dashboardId !== null || actor.dashboardIds.length > 0) {
    throw forbidden(actor, "dashboard:create", "This session is for given dashboards only");
  }
}
