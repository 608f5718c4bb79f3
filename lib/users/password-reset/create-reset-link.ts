import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { makeResetLink } from "./reset-link";
import type { ResetLink } from "./reset-schema";

/**
 * Makes a link that lets its bearer choose a password for a person, once within an hour, and returns it for the only
 * time. For handing over by hand, whether or not mail is set up.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` for somebody who is disabled
 */
export async function createResetLink(actor: Actor, userId: string): Promise<ResetLink> {
  requirePermission(actor, "user:update");
  if (!isUuid(userId)) throw notFound("User");
  return database.$transaction(async (tx) => {
    const user = await tx.user.findFirst({
      where: { id: userId, organizationId: actor.organizationId },
      select: { id: true, organizationId: true, tenantId: true, displayName: true, disabledAt: true },
    });
    if (!user) throw notFound("User");
    if (user.disabledAt) throw new DomainError("conflict", "This person is disabled; enable them first");
    const link = await makeResetLink(tx, user);
    const subject = { tenantId: user.tenantId, targetId: user.id, targetName: user.displayName };
    await recordAuditEvent(tx, actor, { action: "user.reset_link_made", ...subject });
    return link;
  });
}
