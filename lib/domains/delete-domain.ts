import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import { getDomain } from "./domain-queries";

/**
 * Deletes a semantic domain. Sessions that were kept to it lose it at once. One that cards still ask stays: the
 * dashboards would break without a word.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` while cards use it
 */
export async function deleteDomain(actor: Actor, domainId: string): Promise<void> {
  requirePermission(actor, "domain:delete");
  const { id, name, projectId } = await getDomain(actor, domainId);
  try {
    await database.$transaction(async (transaction) => {
      await transaction.semanticDomain.delete({
        where: { id, organizationId: actor.organizationId },
        select: { id: true },
      });
      await recordAuditEvent(transaction, actor, {
        action: "domain.deleted",
        projectId,
        targetId: id,
        targetName: name,
      });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003") {
      throw new DomainError("conflict", "Cards of dashboards still ask this domain");
    }
    throw error;
  }
}
