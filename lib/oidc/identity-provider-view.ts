import type { Prisma } from "@/prisma/client/client";
import { claimMappingSchema, type IdentityProviderView } from "./identity-provider-schema";
import { redirectUriOf, signInAddressOf } from "./provider-addresses";

/** What is read of a provider's row for its view; never the client's secret. */
export const identityProviderViewFields = {
  id: true,
  name: true,
  tenantId: true,
  tenant: { select: { name: true } },
  issuer: true,
  clientId: true,
  autoCreate: true,
  claimMapping: true,
  disabledAt: true,
  createdAt: true,
  _count: { select: { identities: true } },
} as const satisfies Prisma.IdentityProviderSelect;

type Row = Prisma.IdentityProviderGetPayload<{ select: typeof identityProviderViewFields }>;

/** The row as admins see it. */
export function toIdentityProviderView(row: Row): IdentityProviderView {
  const { tenant, _count, claimMapping, disabledAt, createdAt, ...rest } = row;
  return {
    ...rest,
    tenantName: tenant?.name ?? null,
    claimMapping: claimMappingSchema.parse(claimMapping),
    disabledAt: disabledAt?.toISOString() ?? null,
    redirectUri: redirectUriOf(row.id),
    signInAddress: signInAddressOf(row.id),
    peopleCount: _count.identities,
    createdAt: createdAt.toISOString(),
  };
}
