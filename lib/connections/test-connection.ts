import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import type { ConnectionHealth } from "@/lib/engines/engine";
import { testEngine } from "@/lib/engines/test";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { findOwnConnection } from "./connection-access";
import { type ConnectionSettingsInput, connectionSettingsSchema } from "./connection-schema";
import { checkedSettings, decryptSettings } from "./connection-settings";
import { baseTarget } from "./resolve-target";

/**
 * Tells whether a stored connection, by id, or settings not stored yet can be reached, in fixed words. The answer for a
 * stored one is kept as its health.
 *
 * @param storedId the connection whose stored password or secret `***` stands for in settings not stored yet
 * @throws DomainError `forbidden` without `connection:update`, `not_found`, `invalid_input` for settings not allowed.
 */
export async function testConnection(
  actor: Actor,
  connection: string | ConnectionSettingsInput,
  storedId?: string,
): Promise<ConnectionHealth> {
  requirePermission(actor, "connection:update");
  if (typeof connection !== "string") {
    const settings = parseInput(connectionSettingsSchema, connection);
    const before = storedId === undefined ? undefined : await findOwnConnection(actor, storedId);
    const secrets = before && decryptSettings(before.settingsCiphertext);
    return testEngine(await baseTarget(await checkedSettings(settings, secrets)));
  }
  const stored = await findOwnConnection(actor, connection);
  const health = await testEngine(await baseTarget(decryptSettings(stored.settingsCiphertext)));
  await database.$transaction(async (tx) => {
    await tx.connection.update({
      where: { id: stored.id, organizationId: actor.organizationId },
      data: { health: { ...health, warnings: [...health.warnings] }, testedAt: now() },
    });
    await recordAuditEvent(tx, actor, {
      action: "connection.tested",
      projectId: stored.projectId,
      targetId: stored.id,
      targetName: stored.name,
      details: { ok: health.ok },
    });
  });
  return health;
}
