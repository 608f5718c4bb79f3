import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type CreateDomainInput, createDomainSchema, type DomainView } from "./domain-schema";
import { domainViewFields, toDomainView } from "./domain-view";

export const nameTaken = "A domain with this name already exists in the project";

/**
 * Adds a semantic domain to a project, under a name that the project has once.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign project, `conflict` when the name is taken, `invalid_input`
 */
export async function createDomain(actor: Actor, input: CreateDomainInput): Promise<DomainView> {
  requirePermission(actor, "domain:create");
  const { projectId, ...fields } = parseInput(createDomainSchema, input);
  const { organizationId } = actor;
  return database.$transaction(async (transaction) => {
    const project = await transaction.project.findFirst({
      where: { id: projectId, organizationId },
      select: { id: true },
    });
    if (!project) throw notFound("Project");
    const domain = await onUniqueViolation(
      nameTaken,
      () =>
        transaction.semanticDomain.create({ data: { ...fields, projectId, organizationId }, select: domainViewFields }),
      "name",
    );
    await recordAuditEvent(transaction, actor, {
      action: "domain.created",
      projectId,
      targetId: domain.id,
      targetName: domain.name,
    });
    return toDomainView(domain);
  });
}
