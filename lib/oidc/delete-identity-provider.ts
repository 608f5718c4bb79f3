import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

/**
 * Removes a provider with what it links to people. The people stay, without this way in.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function deleteIdentityProvider(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "identity_provider:delete");
  if (!isUuid(id)) throw notFound("Identity provider");
  await database.$transaction(async (tx) => {
    const where = { id, organizationId: actor.organizationId };
    const provider = await tx.identityProvider.findFirst({ where, select: { name: true, tenantId: true } });
    if (!provider || (await tx.identityProvider.deleteMany({ where })).count === 0) throw notFound("Identity provider");
    const { name, tenantId } = provider;
    const event = { action: "identity_provider.deleted", tenantId, targetId: id, targetName: name } as const;
    await recordAuditEvent(tx, actor, event);
  });
}
