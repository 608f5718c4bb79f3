import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database, onUniqueViolation } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { endSessionsThrough } from "@/lib/identity/sign-out";
import { encryptSecret } from "@/lib/secrets/encrypt-secret";
import { keepingSomeAdmin } from "@/lib/users/require-another-admin";
import { isUuid } from "@/lib/uuid";
import {
  type IdentityProviderView,
  mappingFitsHome,
  tenantProviderMessage,
  type UpdateIdentityProviderInput,
  updateIdentityProviderSchema,
} from "./identity-provider-schema";
import { identityProviderViewFields, toIdentityProviderView } from "./identity-provider-view";
import { requireMappedGroups } from "./require-mapped-groups";

/**
 * Changes a provider, except for whose it is and its issuer. Disabled, it lets nobody in, and the sessions that were
 * opened through it end with their next request; people made through it keep what they have.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` for a name in use or when no admin could sign in any more,
 * `invalid_input`
 */
export async function updateIdentityProvider(
  actor: Actor,
  id: string,
  input: UpdateIdentityProviderInput,
): Promise<IdentityProviderView> {
  requirePermission(actor, "identity_provider:update");
  const { clientSecret, disabled, ...data } = parseInput(updateIdentityProviderSchema, input);
  const { organizationId } = actor;
  return database.$transaction(async (tx) => {
    const where = { id, organizationId };
    const before = isUuid(id)
      ? await tx.identityProvider.findFirst({ where, select: { tenantId: true, disabledAt: true } })
      : null;
    if (!before) throw notFound("Identity provider");
    const { tenantId } = before;
    if (data.claimMapping && !mappingFitsHome(data.claimMapping, tenantId)) {
      throw new DomainError("invalid_input", tenantProviderMessage, { claimMapping: tenantProviderMessage });
    }
    if (data.claimMapping) await requireMappedGroups(tx, { organizationId, tenantId }, data.claimMapping);
    const secret =
      clientSecret === undefined
        ? {}
        : { clientSecretCiphertext: encryptSecret("identity_provider.client_secret", clientSecret) };
    const state = disabled === undefined ? {} : { disabledAt: disabled ? (before.disabledAt ?? now()) : null };
    const write = () =>
      onUniqueViolation(
        "A provider there has this name already",
        () =>
          tx.identityProvider.update({
            where: { id },
            data: { ...data, ...secret, ...state },
            select: identityProviderViewFields,
          }),
        "name",
      );
    const row = await (disabled ? keepingSomeAdmin(tx, organizationId, write) : write());
    const endedSessions = disabled ? await endSessionsThrough(tx, id) : 0;
    const event = { action: "identity_provider.updated", tenantId, targetId: id, targetName: row.name } as const;
    const changed = [...Object.keys(data), ...Object.keys(secret).map(() => "clientSecret"), ...Object.keys(state)];
    await recordAuditEvent(tx, actor, { ...event, details: { changed, ...(disabled ? { endedSessions } : {}) } });
    return toIdentityProviderView(row);
  });
}
