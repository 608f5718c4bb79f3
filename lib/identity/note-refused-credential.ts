import { noteStranger, noteUnknownRefusal } from "@/lib/audit/note-refusal";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { hashSecret } from "@/lib/secrets/random-secret";
import { verifyAccessToken } from "./embed-sessions/access-token";

/**
 * Notes that an API key was refused. One that exists, but was revoked, ran out or has lost its creator, is named; of any
 * other text nothing is kept but where it came from.
 */
export async function noteRefusedKey(key: string, address: string): Promise<void> {
  const details = { address };
  const where = { keyHash: hashSecret(key) };
  const row = await database.apiKey.findUnique({ where, select: { id: true, organizationId: true, name: true } });
  if (!row) return noteStranger(address, { action: "api_key.refused", details });
  const { id: targetId, name: targetName, organizationId } = row;
  noteUnknownRefusal(organizationId, targetId, { action: "api_key.refused", targetId, targetName, details });
}

/**
 * Notes that an embed token was refused: in the audit of its own tenant where it is ours and its session has ended, else
 * with nothing but where it came from.
 */
export async function noteRefusedToken(token: string, address: string): Promise<void> {
  const details = { address };
  const id = await sessionOf(token);
  const session = id
    ? await database.embedSession.findUnique({
        where: { id },
        select: { organizationId: true, tenantId: true, projectId: true, dashboardId: true },
      })
    : null;
  if (!id || !session) return noteStranger(address, { action: "token.refused", details });
  const { organizationId, tenantId, projectId, dashboardId } = session;
  noteUnknownRefusal(organizationId, id, {
    action: "token.refused",
    tenantId,
    projectId,
    targetId: dashboardId ?? projectId,
    details: { ...details, session: id },
  });
}

async function sessionOf(token: string): Promise<string | null> {
  try {
    return (await verifyAccessToken(token)).sessionId;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
