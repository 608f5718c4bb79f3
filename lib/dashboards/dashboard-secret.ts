import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { endMintedSessions } from "@/lib/identity/embed-sessions/end-minted-sessions";
import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import { accessToDashboard } from "./dashboard-access";

const purpose = "dashboard.secret";

/**
 * Shows the secret that mints tokens for this dashboard, to ADMINs alone (R05), and records that it was shown.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function readDashboardSecret(actor: Actor, dashboardId: string): Promise<{ secret: string }> {
  requirePermission(actor, "dashboard:secret");
  return database.$transaction(async (transaction) => {
    const access = await accessToDashboard(actor, dashboardId, { transaction });
    const { secretCiphertext } = await transaction.dashboard.findUniqueOrThrow({
      where: { id: access.id },
      select: { secretCiphertext: true },
    });
    await recordAuditEvent(transaction, actor, { action: "dashboard.secret_read", ...targetOf(access) });
    return { secret: decryptSecret(purpose, secretCiphertext) };
  });
}

/**
 * Replaces the secret: from now on the old one mints nothing, and what it minted ends, within 5 s on other instances.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function rotateDashboardSecret(actor: Actor, dashboardId: string): Promise<{ secret: string }> {
  requirePermission(actor, "dashboard:secret");
  return database.$transaction(async (transaction) => {
    const access = await accessToDashboard(actor, dashboardId, { transaction, lock: true });
    const secret = randomSecret("bh_dash");
    await transaction.dashboard.update({
      where: { id: access.id },
      data: { secretCiphertext: encryptSecret(purpose, secret), secretHash: hashSecret(secret) },
      select: { id: true },
    });
    await endMintedSessions(transaction, { dashboardId: access.id, kind: "DASHBOARD" });
    await recordAuditEvent(transaction, actor, { action: "dashboard.secret_rotated", ...targetOf(access) });
    return { secret };
  });
}

function targetOf({ id, tenantId, projectId, title }: Awaited<ReturnType<typeof accessToDashboard>>) {
  return { tenantId, projectId, targetId: id, targetName: title };
}
