import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { hashSecret } from "@/lib/secrets/random-secret";
import type { ApiClient } from "../actor";

const useNotedEveryMilliseconds = 60_000;

/**
 * The program that holds this key, with the role its creator has now (R08): a demoted creator weakens the key, a
 * disabled or deleted one ends it. Unknown, expired and revoked keys get the same answer.
 *
 * @throws DomainError `unauthenticated`
 */
export async function actorFromApiKey(key: string): Promise<ApiClient> {
  const row = await database.apiKey.findUnique({
    where: { keyHash: hashSecret(key) },
    select: {
      id: true,
      organizationId: true,
      createdById: true,
      name: true,
      scopes: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
      createdBy: { select: { role: true, tenantId: true, disabledAt: true } },
    },
  });
  const time = now();
  const ended = !row || row.revokedAt || (row.expiresAt && row.expiresAt <= time);
  if (ended || row.createdBy.disabledAt || row.createdBy.tenantId) {
    throw new DomainError("unauthenticated", "The API key is not valid");
  }
  if (!row.lastUsedAt || time.getTime() - row.lastUsedAt.getTime() >= useNotedEveryMilliseconds) {
    await database.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: time } });
  }
  const { id: apiKeyId, organizationId, createdById, name: displayName, scopes } = row;
  return { kind: "api_client", organizationId, apiKeyId, createdById, displayName, role: row.createdBy.role, scopes };
}
