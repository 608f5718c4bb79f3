import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { hashSecret } from "@/lib/secrets/random-secret";
import type { Prisma } from "@/prisma/client/client";
import type { ApiClient } from "../actor";

const useNotedEveryMilliseconds = 60_000;

const apiKeyFields = {
  id: true,
  organizationId: true,
  createdById: true,
  name: true,
  scopes: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  createdBy: { select: { role: true, tenantId: true, disabledAt: true } },
} as const satisfies Prisma.ApiKeySelect;

type ApiKeyRow = Prisma.ApiKeyGetPayload<{ select: typeof apiKeyFields }>;

/**
 * The program that holds this key, with the role its creator has now (R08): a demoted creator weakens the key, a
 * disabled or deleted one ends it. Unknown, expired and revoked keys get the same answer.
 *
 * @throws DomainError `unauthenticated`
 */
export async function actorFromApiKey(key: string): Promise<ApiClient> {
  const row = await database.apiKey.findUnique({ where: { keyHash: hashSecret(key) }, select: apiKeyFields });
  const client = row && clientOf(row);
  if (!client) throw new DomainError("unauthenticated", "The API key is not valid");
  const time = now();
  if (!row.lastUsedAt || time.getTime() - row.lastUsedAt.getTime() >= useNotedEveryMilliseconds) {
    await database.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: time } });
  }
  return client;
}

/** A program that was here before, with what its key allows now; null when the key has ended meanwhile. */
export async function apiClientById(id: string): Promise<ApiClient | null> {
  const row = await database.apiKey.findUnique({ where: { id }, select: apiKeyFields });
  return row && clientOf(row);
}

function clientOf(row: ApiKeyRow): ApiClient | null {
  const ended = row.revokedAt || (row.expiresAt && row.expiresAt <= now());
  if (ended || row.createdBy.disabledAt || row.createdBy.tenantId) return null;
  const { id: apiKeyId, organizationId, createdById, name: displayName, scopes } = row;
  return { kind: "api_client", organizationId, apiKeyId, createdById, displayName, role: row.createdBy.role, scopes };
}
