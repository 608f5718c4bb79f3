import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import { findOwnConnection } from "./connection-access";

/**
 * Removes a connection with its policies and their assignments. One that cards or domains still read from stays: the dashboards
 * would break without a word.
 *
 * @throws DomainError `forbidden` without `connection:delete`, `not_found`, `conflict` while cards use it.
 */
export async function deleteConnection(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "connection:delete");
  const connection = await findOwnConnection(actor, id);
  try {
    await database.$transaction(async (tx) => {
      await tx.connection.delete({ where: { id, organizationId: actor.organizationId } });
      await recordAuditEvent(tx, actor, {
        action: "connection.deleted",
        projectId: connection.projectId,
        targetId: id,
        targetName: connection.name,
      });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003") {
      throw new DomainError("conflict", "Cards of dashboards or semantic domains still read from this connection");
    }
    throw error;
  }
}
