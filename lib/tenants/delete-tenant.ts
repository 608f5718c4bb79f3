import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, type Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { lockTenant } from "./lock-tenant";
import { removedUsers } from "./removal-progress";
import { getTenantRemoval } from "./tenant-removal";

/** People who are removed by one statement: their rows elsewhere go with them. */
const usersAtOnce = 500;
/** A large tenant takes longer than Prisma's five seconds. */
const longestMilliseconds = 600_000;

/**
 * Removes a tenant with its people, groups, dashboards, shares, assignments, invites and live tokens, all or nothing. The
 * event says how many of each went; the key stays reserved (R18), and the audit of the tenant stays readable.
 *
 * Portal sessions end with their rows and embed tokens within 5 s; rows that are kept of the tenant are for
 * `lib/offboarding/remove-tenant.ts`, which callers go through.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function deleteTenant(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "tenant:delete");
  const { removedUsers: _, ...removed } = await getTenantRemoval(actor, id);
  try {
    await database.$transaction(
      async (tx) => {
        await lockTenant(tx, actor, id);
        await removeUsers(tx, id);
        const select = { key: true, name: true } as const;
        const tenant = await tx.tenant.delete({ where: { id }, select });
        await recordAuditEvent(tx, actor, {
          action: "tenant.deleted",
          tenantId: id,
          targetId: id,
          targetName: tenant.name,
          details: { key: tenant.key, removed },
        });
      },
      { timeout: longestMilliseconds },
    );
  } finally {
    removedUsers.delete(id);
  }
}

/** In parts, so that somebody who waits can be told how far it is. */
async function removeUsers(transaction: Transaction, tenantId: string): Promise<void> {
  let removed = 0;
  for (;;) {
    const count = await transaction.$executeRaw`
      DELETE FROM users WHERE id IN (SELECT id FROM users WHERE tenant_id = ${tenantId}::uuid LIMIT ${usersAtOnce})`;
    if (count === 0) return;
    removed += count;
    removedUsers.set(tenantId, removed);
  }
}
