import { queueAuditEvent } from "@/lib/audit/audit-queue";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { accessToDashboard, mayOnDashboard, overrideDetails } from "./dashboard-access";
import { ownersOf } from "./dashboard-owners";
import type { DashboardView } from "./dashboard-schema";
import { cardSelect, toCardViews, toFilters, toFilterViews, toPresentation } from "./dashboard-view";
import { seenDomains } from "./seen-domains";

/**
 * Returns a dashboard as this actor may know it: whoever may only look gets neither SQL nor connections, columns
 * behind filters, or the version (R19), and nobody what a domain says that they do not see (R09).
 *
 * @throws DomainError `not_found` when it does not exist or does not reach the actor, `forbidden` without any right to
 * dashboards
 */
export async function getDashboard(actor: Actor, dashboardId: string): Promise<DashboardView> {
  const access = await accessToDashboard(actor, dashboardId);
  const [dashboard, owners] = await Promise.all([
    database.dashboard.findFirst({
      where: { id: dashboardId, organizationId: actor.organizationId },
      select: {
        description: true,
        filters: true,
        tabs: true,
        settings: true,
        updatedAt: true,
        tenant: { select: { name: true } },
        cards: { select: cardSelect },
      },
    }),
    ownersOf(actor, [dashboardId]),
  ]);
  if (!dashboard) throw notFound("Dashboard");
  if (access.override) {
    queueAuditEvent(actor, {
      action: "dashboard.opened",
      tenantId: access.tenantId,
      projectId: access.projectId,
      targetId: access.id,
      targetName: access.title,
      details: overrideDetails(access),
    });
  }
  const mayEdit = mayOnDashboard(actor, access.level, "edit");
  const { cards } = dashboard;
  const seen = await seenDomains(actor, access.projectId, { cards, filters: toFilters(dashboard.filters) });
  return {
    id: access.id,
    projectId: access.projectId,
    title: access.title,
    description: dashboard.description,
    tenantId: access.tenantId,
    tenantName: dashboard.tenant?.name ?? null,
    level: access.level,
    cardCount: cards.length,
    ...owners(dashboardId),
    updatedAt: dashboard.updatedAt.toISOString(),
    filters: toFilterViews(dashboard.filters, mayEdit, seen),
    ...toPresentation(dashboard),
    cards: toCardViews(cards, mayEdit, seen),
    ...(mayEdit ? { version: access.version } : {}),
  };
}
