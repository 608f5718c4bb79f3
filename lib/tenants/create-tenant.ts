import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type CreateTenantInput, createTenantSchema, type TenantView } from "./tenant-schema";
import { tenantViewFields, toTenantView } from "./tenant-view";

const keyTaken = "This key is taken, or was used by a tenant that has been deleted";

/**
 * Adds a tenant to the organization and reserves its key for good, so that rows, folders and schemas that were made
 * for one customer never come to belong to another (R18). Keys that differ only in case are one key: sources that compare
 * text without it, such as MySQL by default, would give the one tenant the other's rows.
 *
 * @throws DomainError `forbidden`, `conflict` when the key is or ever was in use, `invalid_input`
 */
export async function createTenant(actor: Actor, input: CreateTenantInput): Promise<TenantView> {
  requirePermission(actor, "tenant:create");
  const data = parseInput(createTenantSchema, input);
  const { organizationId } = actor;
  return database.$transaction(async (tx) => {
    await onUniqueViolation(
      keyTaken,
      () => tx.tenantKeyReservation.create({ data: { organizationId, key: data.key }, select: { key: true } }),
      "key",
    );
    const tenant = await tx.tenant.create({ data: { ...data, organizationId }, select: tenantViewFields });
    await recordAuditEvent(tx, actor, {
      action: "tenant.created",
      tenantId: tenant.id,
      targetId: tenant.id,
      targetName: tenant.name,
      details: { key: tenant.key },
    });
    return toTenantView(tenant);
  });
}
