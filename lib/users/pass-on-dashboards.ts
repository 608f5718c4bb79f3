import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { type Actor, userOf } from "@/lib/identity/actor";

/**
 * Makes the acting admin owner of every dashboard whose only lasting owner is the person who goes, and returns how
 * many there were. An API client's creator stands for it.
 *
 * @throws DomainError `conflict` when that would be the very person who goes
 */
export async function passOnDashboards(transaction: Transaction, actor: Actor, userId: string): Promise<number> {
  const { organizationId } = actor;
  const lastingOwner = { level: "OWNER", expiresAt: null } as const;
  await lockDashboardsOf(transaction, organizationId, userId);
  const orphans = await transaction.dashboard.findMany({
    where: {
      organizationId,
      shares: {
        some: { userId, level: "OWNER" },
        none: { ...lastingOwner, scope: "USER", userId: { not: userId } },
      },
    },
    select: { id: true, homeId: true, tenantId: true, title: true, projectId: true },
  });
  if (orphans.length === 0) return 0;
  const heir = actor.kind === "api_client" ? actor.createdById : userOf(actor);
  if (!heir || heir === userId) {
    throw new DomainError("conflict", "Dashboards would be left without an owner; let another admin do this");
  }
  for (const dashboard of orphans) {
    const subject = { scope: "USER", subjectId: heir } as const;
    await transaction.share.upsert({
      where: { dashboardId_scope_subjectId: { dashboardId: dashboard.id, ...subject } },
      create: {
        ...subject,
        ...lastingOwner,
        organizationId,
        dashboardId: dashboard.id,
        dashboardHomeId: dashboard.homeId,
        userId: heir,
        subjectHomeId: organizationId,
        grantedById: heir,
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
