import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { lockTenant } from "./lock-tenant";

/**
 * Removes a tenant with its people, groups, dashboards, shares, assignments and live tokens, all or nothing. The event
 * says how many of each went; the key stays reserved (R18), and the audit of the tenant stays readable.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function deleteTenant(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "tenant:delete");
  await database.$transaction(
    async (tx) => {
      await lockTenant(tx, actor, id);
      const kinds = ["users", "groups", "dashboards", "shares", "assignments", "embedSessions"] as const;
      const counted = Object.fromEntries(kinds.map((kind) => [kind, true]));
      const tenant = await tx.tenant.findUniqueOrThrow({
        where: { id },
        select: { key: true, name: true, _count: { select: counted } },
      });
      await tx.tenant.delete({ where: { id }, select: { id: true } });
      await recordAuditEvent(tx, actor, {
        action: "tenant.deleted",
        tenantId: id,
        targetId: id,
        targetName: tenant.name,
        details: { key: tenant.key, removed: tenant._count },
      });
    },
    // A large tenant's cascade takes longer than Prisma's five seconds.
    { timeout: 120_000 },
  );
}
