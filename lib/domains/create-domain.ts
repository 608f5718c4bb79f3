import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { saveGrants } from "./domain-grants";
import { getDomain } from "./domain-queries";
import { type CreateDomainInput, createDomainSchema, type DomainView } from "./domain-schema";
import { requireSoundDefinition } from "./require-sound-definition";

export const nameTaken = "A domain with this name already exists in the project";

/**
 * Adds a semantic domain to a project, under a name that the project has once. What its definition names is there and
 * readable for its author; no tenant sees it before somebody grants it to them.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign project, connection or subject, `conflict` when the name is
 * taken, `invalid_input` with a message at the place of each problem
 */
export async function createDomain(actor: Actor, input: CreateDomainInput): Promise<DomainView> {
  requirePermission(actor, "domain:create");
  const { projectId, grants, definition, ...fields } = parseInput(createDomainSchema, input);
  const { organizationId } = actor;
  await requireSoundDefinition(actor, { projectId, connectionId: fields.connectionId, definition });
  const id = await database.$transaction(async (transaction) => {
    const project = await transaction.project.findFirst({
      where: { id: projectId, organizationId },
      select: { id: true },
    });
    if (!project) throw notFound("Project");
    const data = { ...fields, definition: definition as Prisma.InputJsonObject, projectId, organizationId };
    const domain = await onUniqueViolation(
      nameTaken,
      () => transaction.semanticDomain.create({ data, select: { id: true, name: true, projectId: true } }),
      "name",
    );
    await recordAuditEvent(transaction, actor, {
      action: "domain.created",
      projectId,
      targetId: domain.id,
      targetName: domain.name,
    });
    await saveGrants(transaction, actor, domain, grants);
    return domain.id;
  });
  return getDomain(actor, id);
}
