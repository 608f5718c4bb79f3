import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { getDomain } from "./domain-queries";

/**
 * Deletes a semantic domain. Sessions that were kept to it lose it at once.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function deleteDomain(actor: Actor, domainId: string): Promise<void> {
  requirePermission(actor, "domain:delete");
  const { id, name, projectId } = await getDomain(actor, domainId);
  await database.$transaction(async (transaction) => {
    await transaction.semanticDomain.delete({
      where: { id, organizationId: actor.organizationId },
      select: { id: true },
    });
    await recordAuditEvent(transaction, actor, { action: "domain.deleted", projectId, targetId: id, targetName: name });
  });
}
