import { database } from "@/lib/database";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";
import { userActor, userActorFields } from "@/lib/identity/user-actor";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createProject } from "@/lib/projects/create-project";
import type { ProjectView } from "@/lib/projects/project-schema";
import { createTenant } from "@/lib/tenants/create-tenant";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { createUser } from "@/lib/users/create-user";
import type { CreateUserInput } from "@/lib/users/user-schema";
import { uuidv7 } from "@/lib/uuid";
import type { Role } from "@/prisma/client/enums";

/** The password of everybody in the world. */
export const worldPassword = "correct horse battery";

export interface TenantWorld {
  readonly tenant: TenantView;
  readonly powerUser: TenantUser;
  readonly viewer: TenantUser;
}

export interface World {
  readonly organizationId: string;
  readonly admin: OrganizationUser;
  readonly author: OrganizationUser;
  readonly powerUser: OrganizationUser;
  readonly viewer: OrganizationUser;
  readonly california: TenantWorld;
  readonly texas: TenantWorld;
  readonly project: ProjectView;
}

/**
 * An organization with somebody of each role, two tenants with somebody of each of their roles, and a project, all
 * made by the product's own commands. Once per test file: set-up works on an empty database only.
 */
export async function createWorld(): Promise<World> {
  const { organizationId, actor: admin } = await createOrganization({
    name: "Harbour Analytics",
    admin: { email: "admin@harbour.example", displayName: "Ada Admin", password: worldPassword },
  });
  const organizationUser = async (role: Role): Promise<OrganizationUser> => {
    const person = await createPerson(admin, {
      email: `${role}@harbour.example`,
      displayName: `Organization ${role}`,
      role,
    });
    if (person.kind !== "organization_user") throw new Error("expected an organization user");
    return person;
  };
  return {
    organizationId,
    admin,
    author: await organizationUser("AUTHOR"),
    powerUser: await organizationUser("POWER_USER"),
    viewer: await organizationUser("VIEWER"),
    california: await createTenantWorld(admin, "california", "California"),
    texas: await createTenantWorld(admin, "texas", "Texas"),
    project: await createProject(admin, { name: "Airports", allowedOrigins: ["https://app.example.com"] }),
  };
}

/** A tenant with a POWER_USER and a VIEWER; its attribute `state` is its name. */
export async function createTenantWorld(admin: OrganizationUser, key: string, name: string): Promise<TenantWorld> {
  const tenant = await createTenant(admin, { key, name, attributes: { state: name } });
  const tenantUser = async (role: "POWER_USER" | "VIEWER"): Promise<TenantUser> => {
    const input = { email: `${role}@${key}.example`, displayName: `${name} ${role}`, role, tenantId: tenant.id };
    const person = await createPerson(admin, input);
    if (person.kind !== "tenant_user") throw new Error("expected a tenant user");
    return person;
  };
  return { tenant, powerUser: await tenantUser("POWER_USER"), viewer: await tenantUser("VIEWER") };
}

/** Somebody new with the world's password, as the actor they are when signed in. */
export async function createPerson(admin: OrganizationUser, input: CreateUserInput) {
  const { id } = await createUser(admin, { password: worldPassword, ...input });
  return actorOf(id);
}

/** The actor a person is right now: role and attributes as the database has them. */
export async function actorOf(userId: string): Promise<OrganizationUser | TenantUser> {
  return userActor(await database.user.findUniqueOrThrow({ where: { id: userId }, select: userActorFields }));
}

/**
 * Another organization's admin in the same database. An installation is set up once, so no command makes a second
 * organization: its rows are written directly, and everything else by commands of this admin.
 */
export async function createForeignAdmin(): Promise<OrganizationUser> {
  const organizationId = uuidv7();
  await database.organization.create({ data: { id: organizationId, name: "Somebody Else" } });
  const { id } = await database.user.create({
    data: {
      organizationId,
      homeId: organizationId,
      email: "admin@elsewhere.example",
      displayName: "Foreign Admin",
      role: "ADMIN",
    },
  });
  const actor = await actorOf(id);
  if (actor.kind !== "organization_user") throw new Error("expected an organization user");
  return actor;
}
