import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

/**
 * Ends a SCIM token for good, from the next call on; revoking again changes nothing. The people and groups it made stay.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function revokeScimToken(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "scim_token:delete");
  const { organizationId } = actor;
  await database.$transaction(async (tx) => {
    const token = isUuid(id)
      ? await tx.scimToken.findFirst({ where: { id, organizationId }, select: { name: true, tenantId: true } })
      : null;
    if (!token) throw notFound("SCIM token");
    const where = { id, organizationId, revokedAt: null };
    const { count } = await tx.scimToken.updateMany({ where, data: { revokedAt: now() } });
    if (count === 0) return;
    const { tenantId, name } = token;
    await recordAuditEvent(tx, actor, { action: "scim_token.revoked", tenantId, targetId: id, targetName: name });
  });
}
