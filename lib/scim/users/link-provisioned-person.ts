import type { Transaction } from "@/lib/database";
import { onUniqueViolation } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { ScimClient } from "@/lib/identity/actor";

/**
 * Lets a person whom a client has just made sign in through the provider that its token names: their external id is
 * their subject there. Only ever people it made itself, and only at a provider of the same home, so that nobody who was
 * there before is handed to it (R17).
 *
 * @throws DomainError `conflict` for a subject that is somebody's
 */
export async function linkProvisionedPerson(
  transaction: Transaction,
  client: ScimClient,
  userId: string,
  externalId: string | null,
): Promise<void> {
  const { organizationId } = client;
  const token = await transaction.scimToken.findFirst({
    where: { id: client.scimTokenId, organizationId },
    select: { homeId: true, identityProvider: { select: { id: true, homeId: true } } },
  });
  const provider = token?.identityProvider;
  if (!provider) return;
  if (provider.homeId !== token.homeId) throw new DomainError("conflict", "The token's identity provider has moved");
  if (externalId === null) return;
  await onUniqueViolation(
    "Somebody has this identity already",
    () =>
      transaction.userIdentity.create({
        data: { organizationId, providerId: provider.id, userId, subject: externalId },
        select: { id: true },
      }),
    "externalId",
  );
}
