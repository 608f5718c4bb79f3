import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type AttributeView, type CreateAttributeInput, createAttributeSchema } from "./attribute-schema";
import { attributeViewFields } from "./attribute-view";

/**
 * Says something about an attribute of tenants or people, above all whether SQL of cards may read the reader's own value
 * of it (R14). Values are the tenants' and people's own and stay as they are.
 *
 * @throws DomainError `forbidden`, `conflict` when there is a definition of this name, `invalid_input`
 */
export async function createAttribute(actor: Actor, input: CreateAttributeInput): Promise<AttributeView> {
  requirePermission(actor, "attribute:create");
  const data = parseInput(createAttributeSchema, input);
  return database.$transaction(async (tx) => {
    const attribute = await onUniqueViolation(
      "This attribute is defined already",
      () =>
        tx.attributeDefinition.create({
          data: { ...data, organizationId: actor.organizationId },
          select: attributeViewFields,
        }),
      "name",
    );
    await recordAuditEvent(tx, actor, {
      action: "attribute.created",
      targetId: attribute.id,
      targetName: attribute.name,
      details: { subject: attribute.subject, readableInCards: attribute.readableInCards },
    });
    return attribute;
  });
}
