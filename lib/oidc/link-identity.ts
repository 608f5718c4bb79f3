import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { requirePerson } from "@/lib/identity/account/require-person";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { sessionActor } from "@/lib/identity/session-actor";
import { keepingSomeAdmin } from "@/lib/users/require-another-admin";
import { isUuid } from "@/lib/uuid";
import { Prisma } from "@/prisma/client/client";
import type { ProviderRow } from "./provider-row";
import { Refused } from "./refused";

/** A provider as its people see it on their account. */
export interface OwnIdentity {
  readonly providerId: string;
  readonly name: string;
  readonly linked: boolean;
}

/**
 * Links a subject that was just proven to the owner of a session that is still alive. A subject that is somebody's stays
 * theirs.
 *
 * @throws Refused
 */
export async function linkIdentity(provider: ProviderRow, subject: string, sessionId: string): Promise<void> {
  const actor = await sessionActor(sessionId);
  if (!actor) throw new Refused("session_over");
  requirePermission(actor, "account:manage");
  const isOwn = provider.tenantId === null || provider.tenantId === tenantOf(actor);
  if (!isOwn || actor.organizationId !== provider.organizationId) throw new Refused("foreign_home");
  const { organizationId, userId } = actor;
  try {
    await database.$transaction(async (tx) => {
      const data = { organizationId, providerId: provider.id, userId, subject };
      await tx.userIdentity.create({ data, select: { id: true } });
      const person = { tenantId: tenantOf(actor), targetId: userId, targetName: actor.displayName };
      const details = { providerId: provider.id, provider: provider.name };
      await recordAuditEvent(tx, actor, { action: "user.identity_linked", ...person, details });
    });
  } catch (error) {
    const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    throw taken ? new Refused("linked_elsewhere") : error;
  }
}

/**
 * The providers that a person may sign in through, and which they are linked to.
 *
 * @throws DomainError `forbidden` for programs and embed tokens
 */
export async function listOwnIdentities(actor: Actor): Promise<OwnIdentity[]> {
  const { organizationId, userId } = requirePerson(actor);
  const rows = await database.identityProvider.findMany({
    where: { organizationId, disabledAt: null, OR: [{ tenantId: null }, { tenantId: tenantOf(actor) }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 20,
    select: { id: true, name: true, identities: { where: { userId }, select: { id: true } } },
  });
  return rows.map(({ id, name, identities }) => ({ providerId: id, name, linked: identities.length > 0 }));
}

/**
 * Takes a provider away from one's own account.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` when no admin could sign in any more
 */
export async function unlinkIdentity(actor: Actor, providerId: string): Promise<void> {
  const { organizationId, userId, displayName } = requirePerson(actor);
  if (!isUuid(providerId)) throw notFound("Identity");
  await database.$transaction(async (tx) => {
    const { count } = await keepingSomeAdmin(tx, organizationId, () =>
      tx.userIdentity.deleteMany({ where: { providerId, userId, organizationId } }),
    );
    if (count === 0) throw notFound("Identity");
    const person = { tenantId: tenantOf(actor), targetId: userId, targetName: displayName };
    await recordAuditEvent(tx, actor, { action: "user.identity_unlinked", ...person, details: { providerId } });
  });
}
