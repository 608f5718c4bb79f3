import type { Prisma } from "@/prisma/client/client";

/** What of a provider's row a sign-in goes by. */
export const providerFields = {
  id: true,
  organizationId: true,
  tenantId: true,
  name: true,
  issuer: true,
  clientId: true,
  clientSecretCiphertext: true,
  autoCreate: true,
  claimMapping: true,
} as const satisfies Prisma.IdentityProviderSelect;

export type ProviderRow = Prisma.IdentityProviderGetPayload<{ select: typeof providerFields }>;
