import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { overrideDetails, requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { requireLevel } from "./require-level";
import { requireOwnerLeft } from "./require-owner-left";
import { shareIsKnown, shareReach } from "./share-reach";
import { nameOf, shareSelect, tenantOfSubject } from "./share-view";

/**
 * Takes a share away; it counts no more from the next request on. A share whose subject the actor may not know is
 * `not_found`, as one that does not exist.
 *
 * @throws DomainError `not_found`, `forbidden` for a share above the actor's own level, `conflict` for the last owner
 */
export async function removeShare(actor: Actor, dashboardId: string, shareId: string): Promise<void> {
  await database.$transaction(async (transaction) => {
    const access = await requireDashboardAction(actor, dashboardId, "share", { transaction, lock: true });
    const share = isUuid(shareId)
      ? await transaction.share.findFirst({ where: { id: shareId, dashboardId: access.id }, select: shareSelect })
      : null;
    if (!share || !shareIsKnown(shareReach(actor), share)) throw notFound("Share");
    requireLevel(actor, access.level, share.level);
    await transaction.share.delete({ where: { id: share.id }, select: { id: true } });
    if (share.level === "OWNER") await requireOwnerLeft(transaction, access.id);
    await recordAuditEvent(transaction, actor, {
      action: "dashboard.unshared",
      tenantId: tenantOfSubject(share) ?? access.tenantId,
      projectId: access.projectId,
      targetId: access.id,
      targetName: access.title,
      details: {
        scope: share.scope,
        level: share.level,
        subjectId: share.subjectId,
        subjectName: nameOf(share),
        ...overrideDetails(access),
      },
    });
  });
}
