import { noteStranger, noteUnknownRefusal } from "@/lib/audit/note-refusal";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now, secondsFromNow } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { invalidToken } from "@/lib/identity/embed-sessions/access-token";
import { forgetEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import { type EmbedSessionState, readEmbedSession } from "@/lib/identity/embed-sessions/read-embed-session";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import { answerFor } from "./open-embed-session";
import { revokeEmbedSession } from "./revoke-embed-session";
import type { TokenAnswer } from "./token-exchange-schema";

/**
 * Renews a token: the refresh token works once and is replaced, the session is authorized again, and nothing lives
 * past 24 h after minting (R10). A refresh token that comes back a second time was copied by somebody: its whole
 * family ends, as RFC 9700, 4.14.2 advises.
 *
 * @throws DomainError `unauthenticated`, the same for every reason
 */
export async function refreshEmbedToken(refreshToken: string): Promise<TokenAnswer> {
  const where = { tokenHash: hashSecret(refreshToken) };
  const link = await database.refreshToken.findUnique({ where, select: { id: true, sessionId: true, session: owner } });
  if (!link) {
    await noteStranger("refresh token", { action: "token.refused", details: { reason: "refresh token unknown" } });
    throw invalidToken();
  }
  const next = randomSecret("bh_refresh");
  const outcome = await database.$transaction((tx) => rotate(tx, link, next));
  forgetEmbedSession(link.sessionId);
  if (outcome === "replayed" || !outcome) noteRefused(link, outcome ? "refresh token used twice" : "session over");
  if (outcome === "replayed") {
    await revokeEmbedSession(link.sessionId, "refresh token used twice");
    throw invalidToken();
  }
  if (!outcome) throw invalidToken();
  return answerFor(outcome, next);
}

const owner = { select: { organizationId: true, tenantId: true, projectId: true, dashboardId: true } } as const;

interface Link {
  readonly id: string;
  readonly sessionId: string;
  readonly session: {
    readonly organizationId: string;
    readonly tenantId: string | null;
    readonly projectId: string;
    readonly dashboardId: string | null;
  };
}

/** Whoever holds the token is not the person of the session for sure, so the event is nobody's. */
function noteRefused({ sessionId, session }: Link, reason: string): void {
  const { organizationId, tenantId, projectId, dashboardId } = session;
  noteUnknownRefusal(organizationId, `${reason} ${sessionId}`, {
    action: "token.refused",
    tenantId,
    projectId,
    targetId: dashboardId ?? projectId,
    details: { reason, session: sessionId },
  });
}

async function rotate(
  transaction: Transaction,
  link: Link,
  next: string,
): Promise<EmbedSessionState | "replayed" | null> {
  const used = await transaction.refreshToken.updateMany({
    where: { id: link.id, usedAt: null },
    data: { usedAt: now() },
  });
  if (used.count === 0) return "replayed";
  const before = await readEmbedSession(link.sessionId, transaction);
  if (!before || before.endsAt <= now()) return null;
  const expiresAt = earlier(secondsFromNow(before.lifetimeSeconds), before.endsAt);
  const renewed = await transaction.embedSession.updateMany({
    where: { id: link.sessionId, revokedAt: null },
    data: { expiresAt },
  });
  if (renewed.count === 0) return null;
  await transaction.refreshToken.create({ data: { sessionId: link.sessionId, tokenHash: hashSecret(next) } });
  await recordAuditEvent(transaction, before.actor, {
    action: "token.refreshed",
    tenantId: before.actor.tenantId,
    projectId: before.actor.projectId,
    targetId: before.actor.dashboardId ?? before.actor.projectId,
    details: { session: link.sessionId },
  });
  return { ...before, expiresAt };
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
