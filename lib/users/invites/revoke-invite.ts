import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

/**
 * Takes an invite back: its link opens nothing from now on.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function revokeInvite(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "user:create");
  if (!isUuid(id)) throw notFound("Invite");
  await database.$transaction(async (tx) => {
    const where = { id, organizationId: actor.organizationId };
    const invite = await tx.invite.findFirst({ where, select: { email: true, tenantId: true } });
    if (!invite || (await tx.invite.deleteMany({ where })).count === 0) throw notFound("Invite");
    const { tenantId, email } = invite;
    await recordAuditEvent(tx, actor, { action: "invite.revoked", tenantId, targetId: id, targetName: email });
  });
}
