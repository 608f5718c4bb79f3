import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { forgetEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import { readEmbedSession } from "@/lib/identity/embed-sessions/read-embed-session";

/** Ends a session for good: its access tokens, its refresh token, everything renewed from it. Doing it twice is fine. */
export async function revokeEmbedSession(sessionId: string, reason: string): Promise<void> {
  await database.$transaction(async (tx) => {
    const session = await readEmbedSession(sessionId, tx);
    const ended = await tx.embedSession.updateMany({
      where: { id: sessionId, revokedAt: null },
      data: { revokedAt: now() },
    });
    // Without a live session behind it there is nobody left to name, and nothing that could still be used.
    if (ended.count === 0 || !session) return;
    await recordAuditEvent(tx, session.actor, {
      action: "token.invalidated",
      tenantId: session.actor.tenantId,
      projectId: session.actor.projectId,
      targetId: session.actor.dashboardId ?? session.actor.projectId,
      details: { session: sessionId, reason },
    });
  });
  forgetEmbedSession(sessionId);
}
