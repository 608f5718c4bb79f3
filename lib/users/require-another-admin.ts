import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { type LockedUser, lockPeople } from "./lock-user";

/**
 * Makes sure that somebody who can sign in is still ADMIN without this person. Call it under `lockUser`'s lock.
 *
 * @throws DomainError `conflict`
 */
export async function requireAnotherAdmin(transaction: Transaction, actor: Actor, user: LockedUser): Promise<void> {
  if (user.role !== "ADMIN" || user.disabledAt) return;
  const where = { AND: [adminsWhoCanSignIn(actor.organizationId), { id: { not: user.id } }] };
  if ((await transaction.user.count({ where })) === 0) {
    throw new DomainError("conflict", "This is the last admin who can sign in; make somebody else ADMIN first");
  }
}

/**
 * Does something to the ways in which people sign in, unless it takes the last one that an ADMIN has. Locks the roll of
 * people first, so that no two such changes count on each other.
 *
 * @throws DomainError `conflict`
 */
export async function keepingSomeAdmin<T>(
  transaction: Transaction,
  organizationId: string,
  work: () => Promise<T>,
): Promise<T> {
  await lockPeople(transaction, organizationId);
  const hasAdmin = async () => (await transaction.user.count({ where: adminsWhoCanSignIn(organizationId) })) > 0;
  const before = await hasAdmin();
  const result = await work();
  if (before && !(await hasAdmin())) {
    const message = "No admin could sign in any more; give an admin another way in first, such as a password";
    throw new DomainError("conflict", message);
  }
  return result;
}

/** With a password, or as somebody's subject at a provider that lets people in. */
function adminsWhoCanSignIn(organizationId: string): Prisma.UserWhereInput {
  return {
    organizationId,
    role: "ADMIN",
    disabledAt: null,
    OR: [{ passwordHash: { not: null } }, { identities: { some: { provider: { disabledAt: null } } } }],
  };
}
