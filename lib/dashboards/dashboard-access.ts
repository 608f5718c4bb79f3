import { forbidden } from "@/lib/audit/note-refusal";
import { type DashboardAction, levelActions } from "@/lib/authorization/permissions";
import { can, requirePermission } from "@/lib/authorization/require-permission";
import { database, type Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor, EmbedViewer } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { Prisma } from "@/prisma/client/client";
import type { AccessLevel } from "@/prisma/client/enums";
import { levelOfDashboardToken, levelOnDashboard } from "./dashboard-level";
import { grantsOf, personOf, reachesSeveralTenants } from "./dashboard-person";

/** A dashboard that an actor may see, and how far their rights go. */
export interface DashboardAccess {
  readonly id: string;
  readonly projectId: string;
  /** The home: a tenant, or null for the organization. */
  readonly tenantId: string | null;
  readonly homeId: string;
  readonly title: string;
  readonly version: number;
  readonly level: AccessLevel;
  /** True when only the ADMIN role gave this level; audit events say so. */
  readonly override: boolean;
  readonly reachesSeveralTenants: boolean;
}

interface AccessRow {
  id: string;
  projectId: string;
  tenantId: string | null;
  homeId: string;
  title: string;
  version: number;
  grants: AccessLevel[];
  several: boolean;
}

export interface AccessOptions {
  /** The transaction to look in. */
  readonly transaction?: Transaction;
  /** Locks the dashboard until the transaction ends, so that edits and shares of it follow one another. */
  readonly lock?: boolean;
}

/**
 * Finds a dashboard together with the level this actor has on it, in one query. What does not exist, is another
 * organization's, or reaches this actor through nothing is `not_found`, all the same.
 *
 * @throws DomainError `forbidden` when role or scopes allow no dashboards at all, `not_found`
 */
export async function accessToDashboard(
  actor: Actor,
  dashboardId: string,
  options: AccessOptions = {},
): Promise<DashboardAccess> {
  requirePermission(actor, "dashboard:view");
  if (!isUuid(dashboardId) || !tokenOpens(actor, dashboardId)) throw notFound("Dashboard");
  const row = await findRow(actor, dashboardId, options);
  const level = row && levelFor(actor, row);
  if (!level) throw notFound("Dashboard");
  const { grants, several, ...dashboard } = row;
  const override = isAdmin(actor) && !grants.includes("OWNER");
  return { ...dashboard, level, override, reachesSeveralTenants: several };
}

/**
 * Finds a dashboard for something that needs more than looking at it.
 *
 * @throws DomainError `not_found` when it cannot be seen, `forbidden` when it can but this may not be done to it
 */
export async function requireDashboardAction(
  actor: Actor,
  dashboardId: string,
  action: DashboardAction,
  options: AccessOptions = {},
): Promise<DashboardAccess> {
  const access = await accessToDashboard(actor, dashboardId, options);
  if (!mayOnDashboard(actor, access.level, action)) {
    throw forbidden(actor, `dashboard:${action}`, `You may not ${action} this dashboard`);
  }
  return access;
}

/** Whether level, role and scopes together allow an action; a dashboard token has no role, only its level. */
export function mayOnDashboard(actor: Actor, level: AccessLevel, action: DashboardAction): boolean {
  if (!levelActions[level].includes(action)) return false;
  return isDashboardToken(actor) || can(actor, `dashboard:${action}`);
}

/** What events about this dashboard carry when the ADMIN role alone opened it. */
export function overrideDetails({ override }: Pick<DashboardAccess, "override">): { override?: true } {
  return override ? { override: true } : {};
}

/** Whether the actor is the bearer of a dashboard token: nobody by name, with one dashboard. */
export function isDashboardToken(actor: Actor): actor is EmbedViewer & { readonly userId: null } {
  return actor.kind === "embed_viewer" && actor.userId === null;
}

/** Whether every dashboard of the organization is this actor's to own; never through an embed token (R08). */
export function isAdmin(actor: Actor): boolean {
  return actor.kind !== "embed_viewer" && actor.role === "ADMIN";
}

/** A token's own narrowing, which comes before any share and never grants. */
export function tokenOpens(actor: Actor, dashboardId: string): boolean {
  if (actor.kind !== "embed_viewer") return true;
  if (isDashboardToken(actor) && actor.dashboardId === null) return false;
  if (actor.dashboardId !== null && actor.dashboardId !== dashboardId) return false;
  return actor.dashboardIds.length === 0 || actor.dashboardIds.includes(dashboardId);
}

async function findRow(actor: Actor, dashboardId: string, options: AccessOptions): Promise<AccessRow | undefined> {
  const project =
    actor.kind === "embed_viewer" ? Prisma.sql`AND d.project_id = ${actor.projectId}::uuid` : Prisma.empty;
  const client = options.transaction ?? database;
  if (options.lock) await lockDashboard(client, actor.organizationId, dashboardId);
  const [row] = await client.$queryRaw<AccessRow[]>`
    SELECT d.id, d.project_id AS "projectId", d.tenant_id AS "tenantId", d.home_id AS "homeId", d.title, d.version,
      ${grantsOf(actor)} AS grants,
      ${reachesSeveralTenants()} AS several
    FROM dashboards d
    WHERE d.id = ${dashboardId}::uuid AND d.organization_id = ${actor.organizationId}::uuid ${project}`;
  return row;
}

/** A statement of its own: what is read after it sees what those who held the lock before have written. */
async function lockDashboard(client: Transaction, organizationId: string, dashboardId: string): Promise<void> {
  await client.$queryRaw`SELECT d.id FROM dashboards d
    WHERE d.id = ${dashboardId}::uuid AND d.organization_id = ${organizationId}::uuid FOR UPDATE`;
}

/** What an actor's shares of one dashboard come to; null when it does not reach them. */
export function levelFor(actor: Actor, row: Pick<AccessRow, "tenantId" | "grants" | "several">): AccessLevel | null {
  const { tenantId: homeTenantId, several: reachesSeveral } = row;
  if (isDashboardToken(actor)) {
    return levelOfDashboardToken({
      tokenTenantId: actor.tenantId,
      allowEdit: actor.allowEdit,
      homeTenantId,
      sharedWithTenant: row.grants.length > 0,
      reachesSeveralTenants: reachesSeveral,
    });
  }
  return levelOnDashboard({
    role: actor.role,
    grants: row.grants,
    personTenantId: personOf(actor)?.tenantId ?? null,
    homeTenantId,
    reachesSeveralTenants: reachesSeveral,
  });
}
