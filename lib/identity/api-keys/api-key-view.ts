import type { Prisma } from "@/prisma/client/client";
import type { ApiKeyView } from "./api-key-schema";

/** What is read of a key's row for its view; never the hash. */
export const apiKeyViewFields = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdById: true,
  createdBy: { select: { displayName: true } },
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const satisfies Prisma.ApiKeySelect;

/** The row as admins see it. */
export function toApiKeyView(row: Prisma.ApiKeyGetPayload<{ select: typeof apiKeyViewFields }>): ApiKeyView {
  const { createdBy, createdAt, expiresAt, lastUsedAt, revokedAt, ...rest } = row;
  return {
    ...rest,
    createdByName: createdBy.displayName,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
