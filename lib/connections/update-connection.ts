import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { Prisma } from "@/prisma/client/client";
import { findOwnConnection } from "./connection-access";
import { getConnection } from "./connection-queries";
import { type ConnectionView, type UpdateConnectionInput, updateConnectionSchema } from "./connection-schema";
import { checkedSettings, decryptSettings, encryptSettings } from "./connection-settings";

/**
 * Renames a connection, points it elsewhere or changes how long its answers are kept. Its version grows, so that nothing
 * kept for the old settings is used again, and its health is unknown until it is tested anew.
 *
 * @throws DomainError `forbidden` without `connection:update`, `not_found`, `invalid_input`, `conflict`.
 */
export async function updateConnection(
  actor: Actor,
  id: string,
  input: UpdateConnectionInput,
): Promise<ConnectionView> {
  requirePermission(actor, "connection:update");
  const { name, settings, resultCacheSeconds } = parseInput(updateConnectionSchema, input);
  const connection = await findOwnConnection(actor, id);
  if (settings && settings.engine !== connection.engine) {
    throw new DomainError("invalid_input", "The engine of a connection cannot change", {
      "settings.engine": "The engine of a connection cannot change",
    });
  }
  const changed = settings && {
    settingsCiphertext: encryptSettings(
      await checkedSettings(settings, decryptSettings(connection.settingsCiphertext)),
    ),
    health: Prisma.DbNull,
    testedAt: null,
  };
  await database.$transaction(async (tx) => {
    await onUniqueViolation(
      "This project has a connection of this name already",
      () =>
        tx.connection.update({
          where: { id, organizationId: actor.organizationId },
          data: { ...changed, name, resultCacheSeconds, version: { increment: 1 } },
        }),
      "name",
    );
    await recordAuditEvent(tx, actor, {
      action: "connection.updated",
      projectId: connection.projectId,
      targetId: id,
      targetName: name ?? connection.name,
      details: {
        settingsChanged: settings !== undefined,
        ...(resultCacheSeconds === undefined ? {} : { resultCacheSeconds }),
      },
    });
  });
  return getConnection(actor, id);
}
