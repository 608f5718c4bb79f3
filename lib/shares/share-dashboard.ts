import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { type DashboardAccess, overrideDetails, requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, userOf } from "@/lib/identity/actor";
import { holdPeople } from "@/lib/users/hold-people";
import type { AccessLevel, ShareScope } from "@/prisma/client/enums";
import { findSubject, type Subject } from "./find-subject";
import { requireLevel } from "./require-level";
import { requireOwnerLeft } from "./require-owner-left";
import { requireSeen } from "./require-seen";
import { shareReach } from "./share-reach";
import { requireGrantable } from "./share-rules";
import { type Grant, type ShareDashboardInput, type ShareView, shareDashboardSchema } from "./share-schema";
import { shareSelect, toShareView } from "./share-view";

/**
 * Shares a dashboard with a subject, or changes the share that this subject has: level and end become exactly what is
 * given. Nobody gives or takes above their own level, a tenant's people reach their own tenant only, and an owner is
 * always left. Changes of one dashboard's shares follow one another. It is for set-up by this server itself: people and
 * programs share by `shareAsSeen`.
 *
 * @throws DomainError `not_found` for a dashboard or subject out of reach, `forbidden`, `invalid_input`, `conflict` when
 * no owner would be left or the dashboard has changed since `dashboardVersion`
 */
export function shareDashboard(actor: Actor, dashboardId: string, input: ShareDashboardInput): Promise<ShareView> {
  return share(actor, dashboardId, input, { mustBeSeen: false });
}

/**
 * The same by whoever asks from outside: a tenant gets a dashboard from the organization's people, and from their
 * programs, only in the version whose literals they were shown (R21).
 *
 * @throws DomainError as `shareDashboard`, `invalid_input` also without `dashboardVersion` where it is needed
 */
export function shareAsSeen(actor: Actor, dashboardId: string, input: ShareDashboardInput): Promise<ShareView> {
  return share(actor, dashboardId, input, { mustBeSeen: true });
}

function share(
  actor: Actor,
  dashboardId: string,
  input: ShareDashboardInput,
  { mustBeSeen }: { readonly mustBeSeen: boolean },
): Promise<ShareView> {
  const { dashboardVersion, ...grant } = parseInput(shareDashboardSchema, input);
  return database.$transaction(async (transaction) => {
    if (grant.level === "OWNER") await holdPeople(transaction, actor.organizationId);
    const access = await requireDashboardAction(actor, dashboardId, "share", { transaction, lock: true });
    refuseChanged(access, dashboardVersion);
    const id = await grantShare(transaction, actor, access, grant, {
      mayBeUnseen: !mustBeSeen || dashboardVersion !== undefined,
    });
    // Read again: this very share may be what takes the dashboard to a second tenant.
    const after = await requireDashboardAction(actor, dashboardId, "view", { transaction });
    const row = await transaction.share.findUniqueOrThrow({ where: { id }, select: shareSelect });
    return toShareView(row, after);
  });
}

/**
 * Refuses a version whose literals somebody was shown when the dashboard has another one by now.
 *
 * @throws DomainError `conflict`
 */
export function refuseChanged(access: DashboardAccess, shownVersion: number | undefined): void {
  if (shownVersion === undefined || shownVersion === access.version) return;
  throw new DomainError("conflict", "The dashboard was changed meanwhile. Look at what it holds once more.");
}

/**
 * Gives one subject its share of a dashboard that the caller has locked, with its event, and returns the share's id.
 *
 * @throws DomainError as `shareAsSeen`
 */
export async function grantShare(
  transaction: Transaction,
  actor: Actor,
  access: DashboardAccess,
  { expiresAt: end, ...share }: Grant,
  { mayBeUnseen }: { readonly mayBeUnseen: boolean },
): Promise<string> {
  const expiresAt = end ? new Date(end) : null;
  requireLevel(actor, access.level, share.level);
  const subject = await findSubject(transaction, actor, shareReach(actor), share);
  requireGrantable({
    ...share,
    expiresAt,
    homeTenantId: access.tenantId,
    subjectTenantId: subject.tenantId,
    now: now(),
  });
  if (!mayBeUnseen) await requireSeen(transaction, actor, access, subject);
  const id = await upsertShare(transaction, actor, access, { ...share, expiresAt }, subject);
  await recordShared(transaction, actor, access, { ...share, expiresAt }, subject);
  return id;
}

interface Written {
  readonly scope: ShareScope;
  readonly level: AccessLevel;
  readonly expiresAt: Date | null;
}

async function upsertShare(
  transaction: Transaction,
  actor: Actor,
  access: DashboardAccess,
  { scope, level, expiresAt }: Written,
  { row }: Subject,
): Promise<string> {
  const unique = { dashboardId: access.id, scope, subjectId: row.subjectId };
  const existing = await transaction.share.findUnique({
    where: { dashboardId_scope_subjectId: unique },
    select: { id: true, level: true },
  });
  const changes = { level, expiresAt, grantedById: userOf(actor) };
  if (!existing) {
    const created = await transaction.share.create({
      data: {
        ...row,
        ...changes,
        organizationId: actor.organizationId,
        dashboardId: access.id,
        dashboardHomeId: access.homeId,
      },
      select: { id: true },
    });
    return created.id;
  }
  requireLevel(actor, access.level, existing.level);
  await transaction.share.update({ where: { id: existing.id }, data: changes, select: { id: true } });
  const weaker = level !== "OWNER" || expiresAt !== null;
  if (existing.level === "OWNER" && weaker) await requireOwnerLeft(transaction, access.id);
  return existing.id;
}

async function recordShared(
  transaction: Transaction,
  actor: Actor,
  access: DashboardAccess,
  { scope, level, expiresAt }: Written,
  { name, row, tenantId }: Subject,
): Promise<void> {
  await recordAuditEvent(transaction, actor, {
    action: "dashboard.shared",
    tenantId: tenantId ?? access.tenantId,
    projectId: access.projectId,
    targetId: access.id,
    targetName: access.title,
    details: {
      scope,
      level,
      subjectId: row.subjectId,
      subjectName: name,
      ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
      ...overrideDetails(access),
    },
  });
}
