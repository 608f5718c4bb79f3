import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation, type Transaction } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { nameTaken } from "./create-domain";
import { saveGrants } from "./domain-grants";
import { getDomain } from "./domain-queries";
import { type DomainView, type UpdateDomainInput, updateDomainSchema } from "./domain-schema";
import { definitionOf } from "./domain-view";
import { requireSoundDefinition } from "./require-sound-definition";

/**
 * Changes a semantic domain: its words, what it is made of, who may use it. Tokens hold ids, so a new name changes no
 * session. Edits follow one another, and one that was made on an older version than the database has is refused.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` when the name is taken or somebody else was faster,
 * `invalid_input` with a message at the place of each problem
 */
export async function updateDomain(actor: Actor, domainId: string, input: UpdateDomainInput): Promise<DomainView> {
  requirePermission(actor, "domain:update");
  const { version, grants, definition, ...fields } = parseInput(updateDomainSchema, input);
  const { id, projectId } = await getDomain(actor, domainId);
  if (definition || fields.connectionId !== undefined) {
    const stored = await database.semanticDomain.findFirst({
      where: { id, organizationId: actor.organizationId },
      select: { connectionId: true, definition: true },
    });
    if (!stored) throw notFound("Domain");
    await requireSoundDefinition(actor, {
      projectId,
      connectionId: fields.connectionId === undefined ? stored.connectionId : fields.connectionId,
      definition: definition ?? definitionOf(stored.definition),
    });
  }
  await database.$transaction(async (transaction) => {
    const before = await lockDomain(transaction, actor, id);
    if (version !== undefined && version !== before.version) {
      throw new DomainError("conflict", "This domain was changed by somebody else. Load it again before you save.");
    }
    const domain = await onUniqueViolation(
      nameTaken,
      () =>
        transaction.semanticDomain.update({
          where: { id, organizationId: actor.organizationId },
          data: {
            ...fields,
            ...(definition ? { definition: definition as Prisma.InputJsonObject } : {}),
            version: { increment: 1 },
          },
          select: { id: true, projectId: true, name: true },
        }),
      "name",
    );
    await recordAuditEvent(transaction, actor, {
      action: "domain.edited",
      projectId: domain.projectId,
      targetId: id,
      targetName: domain.name,
      details: {
        parts: Object.keys(input).filter((part) => part !== "version"),
        ...(domain.name === before.name ? {} : { oldName: before.name }),
      },
    });
    if (grants) await saveGrants(transaction, actor, domain, grants);
  });
  return getDomain(actor, id);
}

async function lockDomain(transaction: Transaction, { organizationId }: Actor, id: string) {
  const [row] = await transaction.$queryRaw<{ name: string; version: number }[]>`
    SELECT name, version FROM semantic_domains
    WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid FOR UPDATE`;
  if (!row) throw notFound("Domain");
  return row;
}
