import type { Prisma } from "@/prisma/client/client";
import type { ScimTokenView } from "./scim-token-schema";

/** What is read of a token's row for its view; never the hash. */
export const scimTokenViewFields = {
  id: true,
  name: true,
  prefix: true,
  tenantId: true,
  tenant: { select: { name: true } },
  role: true,
  identityProviderId: true,
  identityProvider: { select: { name: true } },
  createdBy: { select: { displayName: true, disabledAt: true } },
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const satisfies Prisma.ScimTokenSelect;

/** The row as admins see it. */
export function toScimTokenView(
  row: Prisma.ScimTokenGetPayload<{ select: typeof scimTokenViewFields }>,
): ScimTokenView {
  const { tenant, identityProvider, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt, role, ...rest } = row;
  return {
    ...rest,
    // The database holds no other (`scim_tokens_role_check`).
    role: role === "POWER_USER" ? "POWER_USER" : "VIEWER",
    tenantName: tenant?.name ?? null,
    identityProviderName: identityProvider?.name ?? null,
    createdByName: createdBy?.displayName ?? null,
    creatorHasLeft: createdBy === null || createdBy.disabledAt !== null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
