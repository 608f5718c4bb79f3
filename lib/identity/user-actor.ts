import type { Prisma } from "@/prisma/client/client";
import type { Attributes, OrganizationUser, TenantUser } from "./actor";

/** What of a user's row makes an actor. */
export const userActorFields = {
  id: true,
  organizationId: true,
  tenantId: true,
  email: true,
  displayName: true,
  role: true,
  attributes: true,
} as const satisfies Prisma.UserSelect;

type UserActorRow = Prisma.UserGetPayload<{ select: typeof userActorFields }>;

/** The actor a person is now. A tenant's person with a role that tenants cannot have is nobody: throws. */
export function userActor(user: UserActorRow): OrganizationUser | TenantUser {
  const { id: userId, organizationId, tenantId, email, displayName, role } = user;
  const attributes = user.attributes as Attributes;
  if (tenantId === null) {
    return { kind: "organization_user", organizationId, userId, email, displayName, role, attributes };
  }
  if (role !== "VIEWER" && role !== "POWER_USER") throw new Error("A tenant's user has an organization role");
  return { kind: "tenant_user", organizationId, tenantId, userId, email, displayName, role, attributes };
}
