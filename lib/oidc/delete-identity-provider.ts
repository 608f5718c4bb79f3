import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { endSessionsThrough } from "@/lib/identity/sign-out";
import { keepingSomeAdmin } from "@/lib/users/require-another-admin";
import { isUuid } from "@/lib/uuid";

/**
 * Removes a provider with what it links to people, and ends the sessions that were opened through it from their next
 * request on. The people stay, without this way in.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` when no admin could sign in any more
 */
export async function deleteIdentityProvider(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "identity_provider:delete");
  if (!isUuid(id)) throw notFound("Identity provider");
  await database.$transaction(async (tx) => {
    const where = { id, organizationId: actor.organizationId };
    const provider = await tx.identityProvider.findFirst({ where, select: { name: true, tenantId: true } });
    if (!provider) throw notFound("Identity provider");
    const endedSessions = await keepingSomeAdmin(tx, actor.organizationId, async () => {
      // Locked before its sessions are looked for: a sign-in that is under way is waited for, and ended too.
      await tx.$queryRaw`SELECT 1 FROM identity_providers WHERE id = ${id}::uuid FOR UPDATE`;
      const ended = await endSessionsThrough(tx, id);
      if ((await tx.identityProvider.deleteMany({ where })).count === 0) throw notFound("Identity provider");
      return ended;
    });
    const { name, tenantId } = provider;
    const event = { action: "identity_provider.deleted", tenantId, targetId: id, targetName: name } as const;
    await recordAuditEvent(tx, actor, { ...event, details: { endedSessions } });
  });
}
