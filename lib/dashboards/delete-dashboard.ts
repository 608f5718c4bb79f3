import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { overrideDetails, requireDashboardAction } from "./dashboard-access";
import { auditTenant } from "./dashboard-tenant";

/**
 * Deletes a dashboard with its cards, shares and versions, and ends the embed sessions that were for it.
 *
 * @throws DomainError `not_found`, `forbidden`
 */
export async function deleteDashboard(actor: Actor, dashboardId: string): Promise<void> {
  await database.$transaction(async (transaction) => {
    const access = await requireDashboardAction(actor, dashboardId, "delete", { transaction, lock: true });
    await transaction.dashboard.delete({ where: { id: access.id }, select: { id: true } });
    await recordAuditEvent(transaction, actor, {
      action: "dashboard.deleted",
      tenantId: auditTenant(actor, access),
      projectId: access.projectId,
      targetId: access.id,
      targetName: access.title,
      details: overrideDetails(access),
    });
  });
}
