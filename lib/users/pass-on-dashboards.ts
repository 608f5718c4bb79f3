import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { findHeir, personBehind, requireHeirFits } from "./find-heir";
import { onlyOwnedBy } from "./sole-ownership";

const lastingOwner = { level: "OWNER", expiresAt: null } as const;

/**
 * Makes the heir, or the acting admin, owner of every dashboard that would have none without the person who goes, and
 * returns how many there were.
 *
 * @throws DomainError `invalid_input` for an heir who cannot own them, `conflict` when that would be the very person who
 * goes
 */
export async function passOnDashboards(
  transaction: Transaction,
  actor: Actor,
  { userId, heirId }: { readonly userId: string; readonly heirId: string | null },
): Promise<number> {
  const { organizationId } = actor;
  await lockDashboardsOf(transaction, organizationId, userId);
  const orphans = await transaction.dashboard.findMany({
    where: { organizationId, ...onlyOwnedBy(userId) },
    select: { id: true, homeId: true, tenantId: true, title: true, projectId: true },
  });
  // An heir who was named has to fit even when nothing is left: a typing mistake is not passed over.
  if (orphans.length === 0 && heirId === null) return 0;
  const heir = await findHeir(transaction, actor, { leaverId: userId, heirId });
  requireHeirFits(heir, orphans);
  const grantedById = personBehind(actor);
  for (const dashboard of orphans) {
    const subject = { scope: "USER", subjectId: heir.id } as const;
    await transaction.share.upsert({
      where: { dashboardId_scope_subjectId: { dashboardId: dashboard.id, ...subject } },
      create: {
        ...subject,
        ...lastingOwner,
        organizationId,
        dashboardId: dashboard.id,
        dashboardHomeId: dashboard.homeId,
        userId: heir.id,
        subjectHomeId: heir.homeId,
        grantedById,
      },
      update: lastingOwner,
      select: { id: true },
    });
    await recordAuditEvent(transaction, actor, {
      action: "dashboard.passed_on",
      tenantId: dashboard.tenantId,
      projectId: dashboard.projectId,
      targetId: dashboard.id,
      targetName: dashboard.title,
      details: { heirId: heir.id },
    });
  }
  return orphans.length;
}

/**
 * Commands on shares lock their dashboard, so that none takes another owner away while this one goes: each would count
 * on the owner whom the other removes. By id, as everybody who locks several does.
 */
async function lockDashboardsOf(transaction: Transaction, organizationId: string, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM dashboards d
    WHERE d.organization_id = ${organizationId}::uuid AND EXISTS (SELECT 1 FROM shares s
      WHERE s.dashboard_id = d.id AND s.user_id = ${userId}::uuid AND s.level = 'OWNER')
    ORDER BY d.id FOR UPDATE`;
}
