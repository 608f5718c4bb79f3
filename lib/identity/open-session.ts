import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now, secondsFromNow } from "@/lib/clock";
import type { Transaction } from "@/lib/database";
import { uuidv7 } from "@/lib/uuid";
import { idleSeconds } from "./session-limits";
import { userActor, userActorFields } from "./user-actor";

/** Where a sign-in comes from, for the throttle and the session's row. */
export interface SignInOrigin {
  readonly address: string;
  readonly userAgent?: string | null;
}

const keptSeconds = 30 * 24 * 60 * 60;

/**
 * Writes a session of somebody who has proven who they are, and its event, and returns its id; null when the person is
 * disabled. `details` says in the event how they came in; with `identityProviderId` the session goes when the provider
 * does.
 */
export async function openSession(
  transaction: Transaction,
  userId: string,
  origin: SignInOrigin,
  details: Readonly<Record<string, string>>,
  identityProviderId: string | null = null,
): Promise<string | null> {
  const user = await transaction.user.update({
    where: { id: userId },
    data: { failedSignIns: 0, lockedUntil: null, lastSignedInAt: now() },
    select: { ...userActorFields, disabledAt: true },
  });
  if (user.disabledAt) return null;
  // Rows of sessions that ran out serve as a record for a while and then go.
  await transaction.session.deleteMany({ where: { userId, expiresAt: { lt: secondsFromNow(-keptSeconds) } } });
  const id = uuidv7();
  await transaction.session.create({
    data: {
      id,
      organizationId: user.organizationId,
      userId,
      createdAt: now(),
      lastSeenAt: now(),
      expiresAt: secondsFromNow(idleSeconds),
      address: origin.address.slice(0, 100),
      userAgent: origin.userAgent?.slice(0, 300) ?? null,
      identityProviderId,
    },
    select: { id: true },
  });
  const subject = { tenantId: user.tenantId, targetId: userId, targetName: user.displayName };
  await recordAuditEvent(transaction, userActor(user), { action: "user.signed_in", ...subject, details });
  return id;
}
