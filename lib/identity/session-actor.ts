import { now, secondsFromNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { OrganizationUser, TenantUser } from "./actor";
import { idleSeconds, longestSeconds, touchSeconds } from "./session-limits";
import { withTenancyOff } from "./tenancy-off";
import { userActor, userActorFields } from "./user-actor";

/**
 * Who a session stands for at this moment, or null when it was ended, ran out, or its person was disabled. Role and
 * attributes are read anew each time, so that a change holds from the next request on.
 */
export async function sessionActor(sessionId: string): Promise<OrganizationUser | TenantUser | null> {
  const session = await database.session.findUnique({
    where: { id: sessionId },
    select: {
      createdAt: true,
      lastSeenAt: true,
      expiresAt: true,
      revokedAt: true,
      tenancyOffUntil: true,
      user: { select: { ...userActorFields, disabledAt: true } },
    },
  });
  if (!session || session.revokedAt || session.expiresAt <= now() || session.user.disabledAt) return null;
  if (session.lastSeenAt <= secondsFromNow(-touchSeconds)) await moveOn(sessionId, session.createdAt);
  const actor = userActor(session.user);
  if (session.tenancyOffUntil === null) return actor;
  return withTenancyOff(actor, { sessionId, until: session.tenancyOffUntil });
}

/** Lengthens a session that is in use, never past its longest life and never one that was ended meanwhile. */
async function moveOn(sessionId: string, createdAt: Date): Promise<void> {
  const end = Math.min(secondsFromNow(idleSeconds).getTime(), createdAt.getTime() + longestSeconds * 1000);
  await database.session.updateMany({
    where: { id: sessionId, revokedAt: null },
    data: { lastSeenAt: now(), expiresAt: new Date(end) },
  });
}
