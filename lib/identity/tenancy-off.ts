import { forbidden } from "@/lib/audit/note-refusal";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now, secondsFromNow } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor, OrganizationUser, TenancyOff, TenantUser } from "./actor";

/** How long a session without tenancy lasts at most. */
export const tenancyOffSeconds = 15 * 60;

type Ending = "by hand" | "sign-out" | "time";

/**
 * Switches tenancy off for one portal session of an organization's ADMIN, for 15 minutes and not a second longer: no
 * policies hold for this person's own queries in it, each query is marked in the audit, and nothing can be saved, shared
 * or exported (R15). Other sessions of the same person, API keys and tokens know nothing of it.
 *
 * @throws DomainError `forbidden` for everybody and every credential else, `conflict` when it is off already
 */
export async function switchTenancyOff(actor: Actor, sessionId: string): Promise<{ until: Date }> {
  requirePermission(actor, "tenancy:switch_off");
  if (actor.kind !== "organization_user")
    throw forbidden(actor, "tenancy:switch_off", "Only the organization's admins may do this");
  const until = secondsFromNow(tenancyOffSeconds);
  await database.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: {
        ...liveSession(actor, sessionId),
        OR: [{ tenancyOffUntil: null }, { tenancyOffUntil: { lte: now() } }],
      },
      data: { tenancyOffUntil: until },
    });
    if (count === 0) throw new DomainError("conflict", "Tenancy is off already, or the session has ended");
    await record(tx, actor, "tenancy.switched_off", { until: until.toISOString() });
  });
  return { until };
}

/**
 * Switches tenancy on again before its time. Nothing happens in a session where it is on.
 *
 * @throws DomainError `forbidden` for whoever has no portal session
 */
export async function switchTenancyOn(actor: Actor, sessionId: string): Promise<void> {
  if (actor.kind !== "organization_user")
    throw forbidden(actor, "tenancy:switch_off", "This session cannot be without tenancy");
  await database.$transaction((tx) => endTenancyOff(tx, actor, sessionId, "by hand"));
}

/** Ends a session's time without tenancy, if it has one, and records why; within whatever ends it. */
export async function endTenancyOff(
  transaction: Transaction,
  actor: OrganizationUser | TenantUser,
  sessionId: string,
  reason: Ending,
): Promise<void> {
  const { count } = await transaction.session.updateMany({
    where: { id: sessionId, userId: actor.userId, tenancyOffUntil: { not: null } },
    data: { tenancyOffUntil: null },
  });
  if (count > 0) await record(transaction, actor, "tenancy.switched_on", { reason });
}

/**
 * The person of a session that was put without tenancy: still without, or as ever when the time is over or they are no
 * ADMIN any more. That it is over is recorded by whichever look at the session finds it first.
 */
export async function withTenancyOff(
  actor: OrganizationUser | TenantUser,
  off: TenancyOff,
): Promise<OrganizationUser | TenantUser> {
  const holds = actor.kind === "organization_user" && actor.role === "ADMIN" && off.until > now();
  if (holds) return { ...actor, tenancyOff: off };
  await database.$transaction((tx) => endTenancyOff(tx, actor, off.sessionId, "time"));
  return actor;
}

function liveSession({ userId, organizationId }: OrganizationUser, id: string) {
  return { id, userId, organizationId, revokedAt: null, expiresAt: { gt: now() } };
}

function record(
  transaction: Transaction,
  actor: OrganizationUser | TenantUser,
  action: `tenancy.${string}`,
  details: Record<string, string>,
): Promise<void> {
  const subject = { targetId: actor.userId, targetName: actor.displayName };
  return recordAuditEvent(transaction, actor, { action, ...subject, details });
}
