import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { requireDashboardAction } from "./dashboard-access";

/** What goes with a dashboard. */
export interface DeletionConsequences {
  readonly cards: number;
  readonly versions: number;
  /** Shares that somebody loses, the owners' among them. Null for a tenant actor, who may not count others. */
  readonly shares: number | null;
  /** Embed sessions that are open on it alone; of all tenants, so not for a tenant actor either. */
  readonly embedSessions: number | null;
}

/**
 * Counts what deleting a dashboard would take along, for those who may delete it; a tenant actor is told nothing that
 * counts other tenants' people or sessions.
 *
 * @throws DomainError `not_found`, `forbidden`
 */
export async function deletionConsequences(actor: Actor, dashboardId: string): Promise<DeletionConsequences> {
  const { id } = await requireDashboardAction(actor, dashboardId, "delete");
  const where = { dashboardId: id };
  const alive = { revokedAt: null, expiresAt: { gt: now() } };
  const isOfTenant = actor.kind === "tenant_user" || actor.kind === "embed_viewer";
  const [cards, versions, shares, embedSessions] = await Promise.all([
    database.card.count({ where }),
    database.dashboardVersion.count({ where }),
    isOfTenant ? null : database.share.count({ where }),
    isOfTenant ? null : database.embedSession.count({ where: { ...where, ...alive } }),
  ]);
  return { cards, versions, shares, embedSessions };
}
