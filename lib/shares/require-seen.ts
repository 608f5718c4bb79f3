import { now } from "@/lib/clock";
import type { DashboardAccess } from "@/lib/dashboards/dashboard-access";
import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { type Actor, isTenantActor } from "@/lib/identity/actor";
import type { Subject } from "./find-subject";

const message =
  "Look at what was typed into this dashboard before a tenant gets it, and share the version you looked at";

/**
 * Refuses to take a dashboard to somebody of a tenant before its sharer was shown what people typed into it (R21). A
 * tenant's own people share inside their tenant, where they see it themselves; and whoever has a share keeps seeing what
 * they see when it changes.
 *
 * @throws DomainError `invalid_input`
 */
export async function requireSeen(
  transaction: Transaction,
  actor: Actor,
  { id: dashboardId }: DashboardAccess,
  { row, tenantId }: Subject,
): Promise<void> {
  if (isTenantActor(actor) || (tenantId === null && row.scope !== "ALL_TENANTS")) return;
  const { scope, subjectId } = row;
  const live = { dashboardId, scope, subjectId, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
  if ((await transaction.share.count({ where: live })) > 0) return;
  throw new DomainError("invalid_input", message, { dashboardVersion: message });
}
