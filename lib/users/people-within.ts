import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";

/** The people a command may be about: an ADMIN's all of the organization, an identity provider's those of its home (R17). */
export function peopleWithin(actor: Actor): Prisma.UserWhereInput {
  const { organizationId } = actor;
  if (actor.kind !== "scim_client") return { organizationId };
  return { organizationId, homeId: actor.tenantId ?? organizationId };
}
