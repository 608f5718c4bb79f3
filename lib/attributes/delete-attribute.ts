import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

/**
 * Forgets what was said about an attribute: cards may not read it from the next query on. Values stay with their tenants
 * and people, and policies go on using them.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function deleteAttribute(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "attribute:delete");
  await database.$transaction(async (tx) => {
    const where = { id, organizationId: actor.organizationId };
    const attribute = isUuid(id)
      ? await tx.attributeDefinition.findFirst({ where, select: { name: true, subject: true } })
      : null;
    if (!attribute) throw notFound("Attribute");
    await tx.attributeDefinition.deleteMany({ where });
    await recordAuditEvent(tx, actor, {
      action: "attribute.deleted",
      targetId: id,
      targetName: attribute.name,
      details: { subject: attribute.subject },
    });
  });
}
