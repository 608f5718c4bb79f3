import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { endTenancyOff } from "./tenancy-off";
import { userActor, userActorFields } from "./user-actor";

/** Ends a session for good: its cookie is worth nothing afterwards, wherever a copy of it is. */
export async function signOut(sessionId: string): Promise<void> {
  await database.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, revokedAt: null },
      data: { revokedAt: now() },
    });
    if (count === 0) return;
    const session = await tx.session.findUnique({
      where: { id: sessionId },
      select: { user: { select: userActorFields } },
    });
    if (!session) return;
    const { user } = session;
    await endTenancyOff(tx, userActor(user), sessionId, "sign-out");
    const subject = { tenantId: user.tenantId, targetId: user.id, targetName: user.displayName };
    await recordAuditEvent(tx, userActor(user), { action: "user.signed_out", ...subject });
  });
}

/**
 * Ends every session that was opened through a provider, inside the command that shuts it. Returns how many living ones
 * there were.
 */
export async function endSessionsThrough(transaction: Transaction, identityProviderId: string): Promise<number> {
  const { count } = await transaction.session.updateMany({
    where: { identityProviderId, revokedAt: null, expiresAt: { gt: now() } },
    data: { revokedAt: now() },
  });
  return count;
}

/**
 * Ends every session of a person, inside the command that takes their right to it; `except` is left alone. Returns how
 * many living ones there were.
 */
export async function endSessionsOf(transaction: Transaction, userId: string, except?: string): Promise<number> {
  const { count } = await transaction.session.updateMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now() }, ...(except ? { id: { not: except } } : {}) },
    data: { revokedAt: now() },
  });
  return count;
}
