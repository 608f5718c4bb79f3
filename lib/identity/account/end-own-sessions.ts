import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { isUuid } from "@/lib/uuid";
import { type Actor, tenantOf } from "../actor";
import { endSessionsOf } from "../sign-out";
import type { EndedSessions } from "./account-schema";
import { requirePerson } from "./require-person";

/**
 * Ends one of a person's own sessions, from its next request on.
 *
 * @throws DomainError `forbidden`, `not_found` for somebody else's and for one that has ended
 */
export async function endOwnSession(actor: Actor, id: string): Promise<void> {
  const { userId, organizationId, displayName } = requirePerson(actor);
  if (!isUuid(id)) throw notFound("Session");
  await database.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id, userId, organizationId, revokedAt: null, expiresAt: { gt: now() } },
      data: { revokedAt: now() },
    });
    if (count === 0) throw notFound("Session");
    const subject = { tenantId: tenantOf(actor), targetId: userId, targetName: displayName };
    await recordAuditEvent(tx, actor, { action: "user.sessions_ended", ...subject, details: { endedSessions: 1 } });
  });
}

/**
 * Ends all of a person's own sessions but the one that asks; without one that asks, all.
 *
 * @throws DomainError `forbidden`
 */
export async function endOtherSessions(actor: Actor, currentId: string | null): Promise<EndedSessions> {
  const { userId, displayName } = requirePerson(actor);
  return database.$transaction(async (tx) => {
    const ended = await endSessionsOf(tx, userId, currentId ?? undefined);
    const subject = { tenantId: tenantOf(actor), targetId: userId, targetName: displayName };
    await recordAuditEvent(tx, actor, { action: "user.sessions_ended", ...subject, details: { endedSessions: ended } });
    return { ended };
  });
}
