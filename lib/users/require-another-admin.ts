import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { LockedUser } from "./lock-user";

/**
 * Makes sure that somebody who can sign in is still ADMIN without this person. Call it under `lockUser`'s lock.
 *
 * @throws DomainError `conflict`
 */
export async function requireAnotherAdmin(transaction: Transaction, actor: Actor, user: LockedUser): Promise<void> {
  if (user.role !== "ADMIN" || user.disabledAt) return;
  const others = await transaction.user.count({
    where: {
      organizationId: actor.organizationId,
      role: "ADMIN",
      disabledAt: null,
      passwordHash: { not: null },
      id: { not: user.id },
    },
  });
  if (others === 0) {
    throw new DomainError("conflict", "This is the last admin who can sign in; make somebody else ADMIN first");
  }
}
