import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { nameTaken } from "./create-domain";
import { getDomain } from "./domain-queries";
import { type DomainView, type UpdateDomainInput, updateDomainSchema } from "./domain-schema";
import { domainViewFields, toDomainView } from "./domain-view";

/**
 * Renames a semantic domain or changes what is said about it. Tokens hold ids, so a new name changes no session.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` when the name is taken, `invalid_input`
 */
export async function updateDomain(actor: Actor, domainId: string, input: UpdateDomainInput): Promise<DomainView> {
  requirePermission(actor, "domain:update");
  const fields = parseInput(updateDomainSchema, input);
  const { id, name: oldName } = await getDomain(actor, domainId);
  return database.$transaction(async (transaction) => {
    const domain = await onUniqueViolation(
      nameTaken,
      () =>
        transaction.semanticDomain.update({
          where: { id, organizationId: actor.organizationId },
          data: fields,
          select: domainViewFields,
        }),
      "name",
    );
    await recordAuditEvent(transaction, actor, {
      action: "domain.edited",
      projectId: domain.projectId,
      targetId: id,
      targetName: domain.name,
      details: domain.name === oldName ? {} : { oldName },
    });
    return toDomainView(domain);
  });
}
