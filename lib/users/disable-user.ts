import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { inTransaction, type Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { endSessionsOf } from "@/lib/identity/sign-out";
import { lockUser } from "./lock-user";
import { requireAnotherAdmin } from "./require-another-admin";
import { requireMayManagePeople } from "./require-may-manage-people";
import type { UserView } from "./user-schema";
import { toUserView, userViewFields } from "./user-view";

/**
 * Keeps a person out: their sessions end now, their tokens and API keys stop working. What they own stays theirs.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` for the last admin
 */
export async function disableUser(actor: Actor, id: string, within?: Transaction): Promise<UserView> {
  requireMayManagePeople(actor, "user:update");
  return inTransaction(within, async (tx) => {
    const before = await lockUser(tx, actor, id);
    await requireAnotherAdmin(tx, actor, before);
    const user = await tx.user.update({
      where: { id },
      // Who was shut out by an identity provider before is kept out by whoever says so now.
      data: { disabledAt: before.disabledAt ?? now(), deprovisionedAt: null },
      select: userViewFields,
    });
    const endedSessions = await endSessionsOf(tx, id);
    await recordAuditEvent(tx, actor, {
      action: "user.disabled",
      tenantId: user.tenantId,
      targetId: id,
      targetName: user.displayName,
      details: { endedSessions },
    });
    return toUserView(user);
  });
}

/**
 * Lets a disabled person sign in again, with the role they had.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function enableUser(actor: Actor, id: string, within?: Transaction): Promise<UserView> {
  requireMayManagePeople(actor, "user:update");
  return inTransaction(within, async (tx) => {
    await lockUser(tx, actor, id);
    const user = await tx.user.update({
      where: { id },
      data: { disabledAt: null, failedSignIns: 0, lockedUntil: null },
      select: userViewFields,
    });
    await recordAuditEvent(tx, actor, {
      action: "user.enabled",
      tenantId: user.tenantId,
      targetId: id,
      targetName: user.displayName,
    });
    return toUserView(user);
  });
}
