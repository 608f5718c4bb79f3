import type { Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import type { Role } from "@/prisma/client/enums";
import { peopleWithin } from "./people-within";

/** What commands on a person decide by. */
export interface LockedUser {
  readonly id: string;
  readonly displayName: string;
  readonly role: Role;
  readonly tenantId: string | null;
  readonly disabledAt: Date | null;
}

/**
 * Locks the organization's roll of people: whatever could take the last admin's way in queues up here, whether it is a
 * command on a person or on an identity provider.
 */
export async function lockPeople(transaction: Transaction, organizationId: string): Promise<void> {
  // NO KEY: rows that merely point to the organization are still written meanwhile.
  await transaction.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Locks the organization's roll of people, then reads the person. All commands that could take the last admin away
 * queue up here, so that two of them never each count the other's admin as the one who stays.
 *
 * @throws DomainError `not_found`
 */
export async function lockUser(transaction: Transaction, actor: Actor, id: string): Promise<LockedUser> {
  await lockPeople(transaction, actor.organizationId);
  const user = isUuid(id)
    ? await transaction.user.findFirst({
        where: { AND: [{ id }, peopleWithin(actor)] },
        select: { id: true, displayName: true, role: true, tenantId: true, disabledAt: true },
      })
    : null;
  if (!user) throw notFound("User");
  return user;
}
