import type { Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

/**
 * Locks a project of the actor's organization until the command ends.
 *
 * @throws DomainError `not_found`
 */
export async function lockProject(transaction: Transaction, actor: Actor, id: string): Promise<void> {
  const rows = isUuid(id)
    ? await transaction.$queryRaw<unknown[]>`
        SELECT 1 FROM projects WHERE id = ${id}::uuid AND organization_id = ${actor.organizationId}::uuid
        FOR NO KEY UPDATE`
    : [];
  if (rows.length === 0) throw notFound("Project");
}
