import { now } from "@/lib/clock";
import { type Actor, tenantOf, userOf } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";

/** Shares that have not ended. */
export function liveShares(): Prisma.ShareWhereInput {
  return { OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
}

/** Shares that reach the actor, directly or through a group or an "everyone" scope. */
export function sharesReaching(actor: Actor): Prisma.ShareWhereInput {
  const userId = userOf(actor);
  const tenantId = tenantOf(actor);
  const everyone: Prisma.ShareWhereInput[] =
    tenantId === null
      ? [{ scope: "ALL_ORGANIZATION_USERS" }]
      : [{ scope: "TENANT", tenantId }, { scope: "ALL_TENANTS" }];
  const personal: Prisma.ShareWhereInput[] =
    userId === null ? [] : [{ userId }, { group: { members: { some: { userId } } } }];
  return { organizationId: actor.organizationId, OR: [...everyone, ...personal] };
}
