import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { endMintedSessions } from "@/lib/identity/embed-sessions/end-minted-sessions";
import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import { lockProject } from "./lock-project";

const purpose = "project.secret";

/** A fresh project secret, and the two columns it is kept in. */
export function newProjectSecret() {
  const secret = randomSecret("bh_proj");
  return { secret, stored: { secretCiphertext: encryptSecret(purpose, secret), secretHash: hashSecret(secret) } };
}

/**
 * The secret that host servers mint project tokens with. Each reading leaves an event (R05).
 *
 * @throws DomainError `forbidden` for all but ADMINs, `not_found`
 */
export async function readProjectSecret(actor: Actor, id: string): Promise<{ secret: string }> {
  requirePermission(actor, "project:secret");
  return database.$transaction(async (tx) => {
    await lockProject(tx, actor, id);
    const { name, secretCiphertext } = await tx.project.findUniqueOrThrow({
      where: { id },
      select: { name: true, secretCiphertext: true },
    });
    await recordAuditEvent(tx, actor, {
      action: "project.secret_read",
      projectId: id,
      targetId: id,
      targetName: name,
    });
    return { secret: decryptSecret(purpose, secretCiphertext) };
  });
}

/**
 * Replaces the project secret and returns the new one. The old one mints nothing from now on, and what it minted ends,
 * within 5 s on other instances: who had it may have made tokens for anybody.
 *
 * @throws DomainError `forbidden` for all but ADMINs, `not_found`
 */
export async function rotateProjectSecret(actor: Actor, id: string): Promise<{ secret: string }> {
  requirePermission(actor, "project:secret");
  const { secret, stored } = newProjectSecret();
  return database.$transaction(async (tx) => {
    await lockProject(tx, actor, id);
    const { name } = await tx.project.update({ where: { id }, data: stored, select: { name: true } });
    await endMintedSessions(tx, { projectId: id, kind: "PROJECT" });
    await recordAuditEvent(tx, actor, {
      action: "project.secret_rotated",
      projectId: id,
      targetId: id,
      targetName: name,
    });
    return { secret };
  });
}
