import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

/** Somebody or something that events of the organization name. */
export interface AuditSubject {
  readonly id: string;
  readonly name: string;
  /** Of people and tenants everything can be downloaded; of anything else there are events only. */
  readonly kind: "user" | "tenant" | "other";
}

/**
 * What an id in the organization's audit stands for, by its name now or by the latest event that names it; null for an id
 * that no event of this organization has.
 *
 * @throws DomainError `forbidden`
 */
export async function findAuditSubject(actor: Actor, id: string): Promise<AuditSubject | null> {
  requirePermission(actor, "audit:read");
  if (!isUuid(id)) return null;
  const { organizationId } = actor;
  const user = await database.user.findFirst({ where: { id, organizationId }, select: { displayName: true } });
  if (user) return { id, name: user.displayName, kind: "user" };
  const tenant = await database.tenant.findFirst({ where: { id, organizationId }, select: { name: true } });
  if (tenant) return { id, name: tenant.name, kind: "tenant" };
  const newest = { occurredAt: "desc" } as const;
  const about = await database.auditEvent.findFirst({
    where: { organizationId, targetId: id, targetName: { not: null } },
    orderBy: newest,
    select: { action: true, targetName: true },
  });
  if (about?.targetName) return { id, name: about.targetName, kind: kindOf(about.action) };
  const by = await database.auditEvent.findFirst({
    where: { organizationId, actorId: id },
    orderBy: newest,
    select: { actorName: true },
  });
  return by && { id, name: by.actorName, kind: "other" };
}

function kindOf(action: string): AuditSubject["kind"] {
  if (action.startsWith("user.")) return "user";
  return action.startsWith("tenant.") ? "tenant" : "other";
}
