import { forbidden } from "@/lib/audit/note-refusal";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { inTransaction, onUniqueViolation, type Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { mayManageGroupsOf } from "./group-reach";
import { type CreateGroupInput, createGroupSchema, type GroupView } from "./group-schema";
import { groupViewFields, toGroupView } from "./group-view";

/**
 * Adds an empty group to the organization or to a tenant. A tenant's people make groups of their own tenant only, and
 * learn nothing about others by trying.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign tenant, `conflict` when the home has the name,
 * `invalid_input`
 */
export async function createGroup(actor: Actor, input: CreateGroupInput, within?: Transaction): Promise<GroupView> {
  requirePermission(actor, "group:create");
  const { tenantId: wanted, ...data } = parseInput(createGroupSchema, input);
  const { organizationId } = actor;
  const ownTenantId = tenantOf(actor);
  const tenantId = wanted ?? ownTenantId;
  if (ownTenantId !== null && tenantId !== ownTenantId) throw notFound("Tenant");
  return inTransaction(within, async (tx) => {
    if (tenantId && !(await tx.tenant.findFirst({ where: { id: tenantId, organizationId }, select: { id: true } }))) {
      throw notFound("Tenant");
    }
    if (!mayManageGroupsOf(actor, tenantId)) throw forbidden(actor, "group:create", "You may not make groups here");
    const group = await onUniqueViolation(
      "A group with this name already exists",
      () =>
        tx.group.create({
          data: { ...data, organizationId, tenantId, homeId: tenantId ?? organizationId },
          select: groupViewFields,
        }),
      "name",
    );
    await recordAuditEvent(tx, actor, {
      action: "group.created",
      tenantId,
      targetId: group.id,
      targetName: group.name,
    });
    return toGroupView(group);
  });
}
