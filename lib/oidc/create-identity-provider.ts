import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { encryptSecret } from "@/lib/secrets/encrypt-secret";
import {
  type CreateIdentityProviderInput,
  createIdentityProviderSchema,
  type IdentityProviderView,
} from "./identity-provider-schema";
import { identityProviderViewFields, toIdentityProviderView } from "./identity-provider-view";
import { discoverIssuer } from "./oidc-client";
import { requireMappedGroups } from "./require-mapped-groups";

/**
 * Adds a provider to sign in through, for the organization or for one tenant (R17), once it has answered. Its secret is
 * kept encrypted and never shown again.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign tenant, `conflict` for a name in use,
 * `data_source_unavailable` when no provider answers, `invalid_input`
 */
export async function createIdentityProvider(
  actor: Actor,
  input: CreateIdentityProviderInput,
): Promise<IdentityProviderView> {
  requirePermission(actor, "identity_provider:create");
  const { clientSecret, ...data } = parseInput(createIdentityProviderSchema, input);
  const { organizationId } = actor;
  const { tenantId } = data;
  await discoverIssuer(data.issuer);
  return database.$transaction(async (tx) => {
    if (tenantId && !(await tx.tenant.findFirst({ where: { id: tenantId, organizationId }, select: { id: true } }))) {
      throw notFound("Tenant");
    }
    await requireMappedGroups(tx, { organizationId, tenantId }, data.claimMapping);
    const clientSecretCiphertext = encryptSecret("identity_provider.client_secret", clientSecret);
    const row = await onUniqueViolation(
      "A provider there has this name already",
      () =>
        tx.identityProvider.create({
          data: { ...data, clientSecretCiphertext, organizationId, homeId: tenantId ?? organizationId },
          select: identityProviderViewFields,
        }),
      "name",
    );
    const { id, name, issuer } = row;
    const event = { action: "identity_provider.created", tenantId, targetId: id, targetName: name } as const;
    await recordAuditEvent(tx, actor, { ...event, details: { issuer, autoCreate: data.autoCreate } });
    return toIdentityProviderView(row);
  });
}
