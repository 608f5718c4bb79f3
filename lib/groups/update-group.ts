import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { inTransaction, onUniqueViolation, type Transaction } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type GroupView, type UpdateGroupInput, updateGroupSchema } from "./group-schema";
import { groupViewFields, toGroupView } from "./group-view";
import { lockGroup } from "./lock-group";

/**
 * Renames a group or changes its description.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` when the home has the name, `invalid_input`
 */
export async function updateGroup(
  actor: Actor,
  id: string,
  input: UpdateGroupInput,
  within?: Transaction,
): Promise<GroupView> {
  requirePermission(actor, "group:update");
  const data = parseInput(updateGroupSchema, input);
  return inTransaction(within, async (tx) => {
    await lockGroup(tx, actor, id);
    const group = await onUniqueViolation(
      "A group with this name already exists",
      () => tx.group.update({ where: { id }, data, select: groupViewFields }),
      "name",
    );
    await recordAuditEvent(tx, actor, {
      action: "group.updated",
      tenantId: group.tenantId,
      targetId: id,
      targetName: group.name,
      details: { changed: Object.keys(data) },
    });
    return toGroupView(group);
  });
}
