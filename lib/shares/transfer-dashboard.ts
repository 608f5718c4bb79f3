import { forbidden } from "@/lib/audit/note-refusal";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import {
  type DashboardAccess,
  mayOnDashboard,
  overrideDetails,
  requireDashboardAction,
} from "@/lib/dashboards/dashboard-access";
import { personOf } from "@/lib/dashboards/dashboard-person";
import { auditTenant } from "@/lib/dashboards/dashboard-tenant";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, userOf } from "@/lib/identity/actor";
import { holdPeople } from "@/lib/users/hold-people";
import { findSubject, type Subject } from "./find-subject";
import { requireOwnerLeft } from "./require-owner-left";
import { shareReach } from "./share-reach";
import { requireGrantable } from "./share-rules";
import { type ShareView, type TransferDashboardInput, transferDashboardSchema } from "./share-schema";
import { shareSelect, toShareView } from "./share-view";

/**
 * Makes somebody else the owner of a dashboard, for good, and lowers or removes those who hand it on: the actor's own
 * share as an owner, or, where somebody acts on a dashboard that is not their own, every owner's. The dashboard has an
 * owner at each moment, whoever else removes, shares or deletes at the same time, and a tenant's person never owns what
 * is the organization's (R19).
 *
 * @throws DomainError `not_found` for a dashboard or person out of reach, `forbidden` for anybody but an owner,
 * `invalid_input` for a person who cannot be an owner or is the only one already
 */
export async function transferDashboard(
  actor: Actor,
  dashboardId: string,
  input: TransferDashboardInput,
): Promise<ShareView> {
  const { userId, previousOwners } = parseInput(transferDashboardSchema, input);
  return database.$transaction(async (transaction) => {
    await holdPeople(transaction, actor.organizationId);
    const access = await requireDashboardAction(actor, dashboardId, "share", { transaction, lock: true });
    if (!mayOnDashboard(actor, access.level, "delete")) {
      throw forbidden(actor, "dashboard:transfer", "Only an owner hands a dashboard on");
    }
    const heir = await findSubject(transaction, actor, shareReach(actor), { scope: "USER", userId });
    await requireCanOwn(transaction, access, heir);
    const before = await ownersBefore(transaction, actor, access.id, heir.row.subjectId);
    const id = await makeOwner(transaction, actor, access, heir);
    const ids = before.map((owner) => owner.id);
    if (previousOwners === "NONE") await transaction.share.deleteMany({ where: { id: { in: ids } } });
    else await transaction.share.updateMany({ where: { id: { in: ids } }, data: { level: previousOwners } });
    await requireOwnerLeft(transaction, access.id);
    await recordAuditEvent(transaction, actor, {
      action: "dashboard.transferred",
      tenantId: auditTenant(actor, access),
      projectId: access.projectId,
      targetId: access.id,
      targetName: access.title,
      details: {
        subjectId: heir.row.subjectId,
        subjectName: heir.name,
        previousOwners,
        previousOwnerCount: before.length,
        ...overrideDetails(access),
      },
    });
    const row = await transaction.share.findUniqueOrThrow({ where: { id }, select: shareSelect });
    return toShareView(row, access);
  });
}

/** An owner has to be able to act as one, now and later. */
async function requireCanOwn(transaction: Transaction, access: DashboardAccess, heir: Subject): Promise<void> {
  requireGrantable({
    scope: "USER",
    level: "OWNER",
    homeTenantId: access.tenantId,
    subjectTenantId: heir.tenantId,
    now: now(),
  });
  const able = await transaction.user.count({
    where: { id: heir.row.subjectId, disabledAt: null, role: { not: "VIEWER" } },
  });
  if (able > 0) return;
  const message = "This person could not act as an owner: they are disabled, or their role only allows looking.";
  throw new DomainError("invalid_input", message, { userId: message });
}

/** The owners who hand it on. */
async function ownersBefore(transaction: Transaction, actor: Actor, dashboardId: string, heirId: string) {
  const all = await transaction.share.findMany({
    where: { dashboardId, scope: "USER", level: "OWNER" },
    select: { id: true, subjectId: true },
    orderBy: { id: "asc" },
  });
  const owners = all.filter(({ subjectId }) => subjectId !== heirId);
  if (owners.length === 0 && all.length > 0) {
    const message = "This person is the dashboard's only owner already.";
    throw new DomainError("invalid_input", message, { userId: message });
  }
  const own = owners.filter(({ subjectId }) => subjectId === personOf(actor)?.userId);
  return own.length > 0 ? own : owners;
}

async function makeOwner(
  transaction: Transaction,
  actor: Actor,
  access: DashboardAccess,
  { row }: Subject,
): Promise<string> {
  const owner = { level: "OWNER", expiresAt: null, grantedById: userOf(actor) } as const;
  const { id } = await transaction.share.upsert({
    where: { dashboardId_scope_subjectId: { dashboardId: access.id, scope: row.scope, subjectId: row.subjectId } },
    create: {
      ...row,
      ...owner,
      organizationId: actor.organizationId,
      dashboardId: access.id,
      dashboardHomeId: access.homeId,
    },
    update: owner,
    select: { id: true },
  });
  return id;
}
