import { database } from "@/lib/database";

/**
 * A tenant that the organization has or had, by id; null for any other id, so that none is written down because somebody
 * asked for it. Of one that was deleted, the event of its deletion is left.
 */
export async function findAuditedTenant(
  organizationId: string,
  id: string,
): Promise<{ readonly id: string; readonly name: string | null } | null> {
  const tenant = await database.tenant.findFirst({ where: { id, organizationId }, select: { name: true } });
  if (tenant) return { id, name: tenant.name };
  const where = { organizationId, action: "tenant.deleted", targetId: id };
  const deleted = await database.auditEvent.findFirst({ where, select: { targetName: true } });
  return deleted && { id, name: deleted.targetName };
}
