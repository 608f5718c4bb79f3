import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { AuditEventView } from "./audit-event-schema";

/**
 * The names, by id, of the tenants that some events belong to; those that are gone have none.
 *
 * @throws DomainError `forbidden`
 */
export async function tenantNamesOf(
  actor: Actor,
  events: readonly AuditEventView[],
): Promise<Readonly<Record<string, string>>> {
  requirePermission(actor, "audit:read");
  const ids = [...new Set(events.flatMap(({ tenantId }) => tenantId ?? []))];
  const tenants = await database.tenant.findMany({
    where: { id: { in: ids }, organizationId: actor.organizationId },
    select: { id: true, name: true },
  });
  return Object.fromEntries(tenants.map(({ id, name }) => [id, name]));
}
