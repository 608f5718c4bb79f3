import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireOwnProject } from "./connection-access";
import { getConnection } from "./connection-queries";
import { type ConnectionView, type CreateConnectionInput, createConnectionSchema } from "./connection-schema";
import { checkedSettings, encryptSettings } from "./connection-settings";

/**
 * Adds a data source to a project, its settings encrypted. Nothing of it can be read by tenants until its catalog is
 * read and tables are exposed.
 *
 * @throws DomainError `forbidden` without `connection:create`, `not_found` for a foreign project, `invalid_input` for an
 * address or path that is not allowed, `conflict` when the project has a connection of this name.
 */
export async function createConnection(actor: Actor, input: CreateConnectionInput): Promise<ConnectionView> {
  requirePermission(actor, "connection:create");
  const { projectId, name, settings, resultCacheSeconds } = parseInput(createConnectionSchema, input);
  await requireOwnProject(actor, projectId);
  const settingsCiphertext = encryptSettings(await checkedSettings(settings));
  const id = await database.$transaction(async (tx) => {
    const created = await onUniqueViolation(
      "This project has a connection of this name already",
      () =>
        tx.connection.create({
          data: {
            organizationId: actor.organizationId,
            projectId,
            name,
            engine: settings.engine,
            settingsCiphertext,
            resultCacheSeconds,
          },
          select: { id: true },
        }),
      "name",
    );
    await recordAuditEvent(tx, actor, {
      action: "connection.created",
      projectId,
      targetId: created.id,
      targetName: name,
      details: { engine: settings.engine },
    });
    return created.id;
  });
  return getConnection(actor, id);
}
