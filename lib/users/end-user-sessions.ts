import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { EndedSessions } from "@/lib/identity/account/account-schema";
import type { Actor } from "@/lib/identity/actor";
import { endSessionsOf } from "@/lib/identity/sign-out";
import { isUuid } from "@/lib/uuid";

/**
 * Signs a person out everywhere, from their next request on. They may sign in again.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function endUserSessions(actor: Actor, id: string): Promise<EndedSessions> {
  requirePermission(actor, "user:update");
  if (!isUuid(id)) throw notFound("User");
  return database.$transaction(async (tx) => {
    const where = { id, organizationId: actor.organizationId };
    const user = await tx.user.findFirst({ where, select: { tenantId: true, displayName: true } });
    if (!user) throw notFound("User");
    const ended = await endSessionsOf(tx, id);
    await recordAuditEvent(tx, actor, {
      action: "user.sessions_ended",
      tenantId: user.tenantId,
      targetId: id,
      targetName: user.displayName,
      details: { endedSessions: ended },
    });
    return { ended };
  });
}
