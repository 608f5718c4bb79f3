import { forbidden } from "@/lib/audit/note-refusal";
import { RecentReads } from "@/lib/audit/recent-reads";
import { roleAllows } from "@/lib/authorization/permissions";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { type Actor, type EmbedViewer, isTenantActor } from "@/lib/identity/actor";
import { processState } from "@/lib/process-state";
import { isUuid } from "@/lib/uuid";
import { accessToDashboard, type DashboardAccess } from "./dashboard-access";
import type { DashboardSettings, DashboardTab } from "./dashboard-settings-schema";
import { type CardRow, cardSelect, toFilters, toPresentation } from "./dashboard-view";
import type { DashboardFilter } from "./filter-schema";

/** A dashboard with its queries, for running it on the server; never sent to anybody. */
export interface RunnableDashboard {
  readonly access: DashboardAccess;
  readonly filters: readonly DashboardFilter[];
  readonly cards: readonly CardRow[];
  readonly settings: DashboardSettings;
  readonly tabs: readonly DashboardTab[];
}

/**
 * Loads a dashboard for running its cards, after the one access check that covers them all. Looking at data as a
 * tenant is for authors and admins; an API key always names the tenant it acts for (R08).
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`
 */
export async function loadDashboardForViewing(
  actor: Actor,
  dashboardId: string,
  { asTenantId }: { readonly asTenantId?: string } = {},
): Promise<RunnableDashboard> {
  requireDataCall(actor, asTenantId);
  const dashboard = await (actor.kind === "embed_viewer"
    ? recentForViewer(actor, dashboardId)
    : load(actor, dashboardId));
  if (asTenantId !== undefined) await requireTenant(actor, asTenantId);
  return dashboard;
}

const viewed = processState("viewed-dashboards", () => new RecentReads<RunnableDashboard>(5_000));

/** Every view of an embed comes this way, under a session that is itself looked at every 5 s. */
function recentForViewer(actor: EmbedViewer, dashboardId: string): Promise<RunnableDashboard> {
  return viewed.get(JSON.stringify([dashboardId, actor]), () => load(actor, dashboardId));
}

async function load(actor: Actor, dashboardId: string): Promise<RunnableDashboard> {
  // Read side by side, because this is on the way of every view; nothing is used before the access check has passed.
  const [access, dashboard] = await Promise.all([
    accessToDashboard(actor, dashboardId),
    findDefinition(actor, dashboardId),
  ]);
  if (!dashboard) throw notFound("Dashboard");
  return { access, filters: toFilters(dashboard.filters), cards: dashboard.cards, ...toPresentation(dashboard) };
}

async function findDefinition({ organizationId }: Actor, dashboardId: string) {
  if (!isUuid(dashboardId)) return null;
  return database.dashboard.findFirst({
    where: { id: dashboardId, organizationId },
    select: { filters: true, tabs: true, settings: true, cards: { select: cardSelect } },
  });
}

/** Decided by the actor alone, before any look-up: the answer tells nothing about which tenants exist. */
function requireDataCall(actor: Actor, asTenantId: string | undefined): void {
  if (actor.kind === "api_client") {
    if (!actor.scopes.includes("data:read")) throw forbidden(actor, "data:read", "The key lacks the scope data:read");
    if (asTenantId === undefined) {
      throw new DomainError("invalid_input", "Name the tenant whose data is asked for", { tenantId: "Required" });
    }
  }
  if (asTenantId === undefined) return;
  if (actor.kind === "embed_viewer" || isTenantActor(actor) || !roleAllows(actor.role, "tenant:read")) {
    throw forbidden(actor, "tenant:read", "You may not look at data as a tenant");
  }
}

async function requireTenant({ organizationId }: Actor, tenantId: string): Promise<void> {
  const where = { id: tenantId, organizationId };
  const tenant = isUuid(tenantId) ? await database.tenant.findFirst({ where, select: { id: true } }) : null;
  if (!tenant) throw notFound("Tenant");
}
