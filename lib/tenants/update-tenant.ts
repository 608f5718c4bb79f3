import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { lockTenant } from "./lock-tenant";
import { type TenantView, type UpdateTenantInput, updateTenantSchema } from "./tenant-schema";
import { tenantViewFields, toTenantView } from "./tenant-view";

/**
 * Changes a tenant's name or replaces its attributes. The key stays as it is (R18).
 *
 * @throws DomainError `forbidden`, `not_found`, `invalid_input`
 */
export async function updateTenant(actor: Actor, id: string, input: UpdateTenantInput): Promise<TenantView> {
  requirePermission(actor, "tenant:update");
  const data = parseInput(updateTenantSchema, input);
  return database.$transaction(async (tx) => {
    await lockTenant(tx, actor, id);
    const tenant = await tx.tenant.update({ where: { id }, data, select: tenantViewFields });
    await recordAuditEvent(tx, actor, {
      action: "tenant.updated",
      tenantId: id,
      targetId: id,
      targetName: tenant.name,
      details: { changed: Object.keys(data) },
    });
    return toTenantView(tenant);
  });
}
