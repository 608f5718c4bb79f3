import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { type AttributeView, type UpdateAttributeInput, updateAttributeSchema } from "./attribute-schema";
import { attributeViewFields } from "./attribute-view";

/**
 * Changes what is said about an attribute. Whether cards may read it holds from the next query on.
 *
 * @throws DomainError `forbidden`, `not_found`, `invalid_input`
 */
export async function updateAttribute(actor: Actor, id: string, input: UpdateAttributeInput): Promise<AttributeView> {
  requirePermission(actor, "attribute:update");
  const data = parseInput(updateAttributeSchema, input);
  if (!isUuid(id)) throw notFound("Attribute");
  return database.$transaction(async (tx) => {
    const { count } = await tx.attributeDefinition.updateMany({
      where: { id, organizationId: actor.organizationId },
      data,
    });
    if (count === 0) throw notFound("Attribute");
    const attribute = await tx.attributeDefinition.findUniqueOrThrow({ where: { id }, select: attributeViewFields });
    await recordAuditEvent(tx, actor, {
      action: "attribute.updated",
      targetId: id,
      targetName: attribute.name,
      details: { subject: attribute.subject, readableInCards: attribute.readableInCards },
    });
    return attribute;
  });
}
