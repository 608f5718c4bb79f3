import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { OrganizationView } from "./organization-schema";

/** The organization the actor belongs to, or is a customer's person of; its name is no secret to either. */
export async function readOrganization(actor: Actor): Promise<OrganizationView> {
  const { createdAt, ...organization } = await database.organization.findUniqueOrThrow({
    where: { id: actor.organizationId },
    select: { id: true, name: true, createdAt: true },
  });
  return { ...organization, createdAt: createdAt.toISOString() };
}
