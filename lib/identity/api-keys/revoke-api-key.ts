import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { isUuid } from "@/lib/uuid";
import type { Actor } from "../actor";

/**
 * Ends an API key for good, from the next call on; revoking again changes nothing.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function revokeApiKey(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "api_key:delete");
  const { organizationId } = actor;
  await database.$transaction(async (tx) => {
    const key = isUuid(id)
      ? await tx.apiKey.findFirst({ where: { id, organizationId }, select: { name: true } })
      : null;
    if (!key) throw notFound("API key");
    const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
    if (count === 0) return;
    await recordAuditEvent(tx, actor, { action: "api_key.revoked", targetId: id, targetName: key.name });
  });
}
