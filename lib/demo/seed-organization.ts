import { randomBytes } from "node:crypto";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { OrganizationUser } from "@/lib/identity/actor";
import { apiKeyScopes } from "@/lib/identity/api-keys/api-key-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createProject } from "@/lib/projects/create-project";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { createTenant } from "@/lib/tenants/create-tenant";
import { createUser } from "@/lib/users/create-user";
import type { DemoFile } from "./demo-file";
import { demoAdmin, demoGroups, demoUsers } from "./demo-people";
import { demoTenantStates, keyOfState } from "./us-states";

/** What the later steps of the seed build on, and what of it goes into `demo.json`. */
export interface SeededOrganization {
  readonly admin: OrganizationUser;
  readonly projectId: string;
  readonly tenantIds: ReadonlyMap<string, string>;
  readonly userIds: ReadonlyMap<string, string>;
  readonly groupIds: ReadonlyMap<string, string>;
  readonly file: Pick<
    DemoFile,
    "admin" | "users" | "organizationId" | "projectId" | "projectSecret" | "apiKey" | "tenants"
  >;
}

/** Creates organization, project, tenants, people and groups, each person with a password of their own. */
export async function seedOrganization(hostUrl: string): Promise<SeededOrganization> {
  const adminPassword = randomPassword();
  const { actor: admin, organizationId } = await createOrganization({
    name: "Airport Analytics",
    admin: { ...demoAdmin, password: adminPassword },
  });
  // A browser tells localhost and 127.0.0.1 apart; people type either.
  const allowedOrigins = [hostUrl, hostUrl.replace("//localhost", "//127.0.0.1")];
  const project = await createProject(admin, { name: "Airport operations", allowedOrigins });
  const { secret: projectSecret } = await readProjectSecret(admin, project.id);
  const { key: apiKey } = await createApiKey(admin, { name: "Demo scripts", scopes: [...apiKeyScopes] });
  const tenants = await seedTenants(admin);
  const tenantIds = new Map(tenants.map(({ key, id }) => [key, id]));
  const { users, userIds } = await seedUsers(admin, tenantIds);
  const groupIds = await seedGroups(admin, tenantIds, userIds);
  const file = {
    admin: { email: demoAdmin.email, password: adminPassword },
    users: [{ email: demoAdmin.email, password: adminPassword, role: "ADMIN", tenantKey: null }, ...users],
    organizationId,
    projectId: project.id,
    projectSecret,
    apiKey,
    tenants,
  };
  return { admin, projectId: project.id, tenantIds, userIds, groupIds, file };
}

async function seedTenants(admin: OrganizationUser): Promise<DemoFile["tenants"]> {
  const tenants: DemoFile["tenants"] = [];
  for (const name of demoTenantStates) {
    const { id, key } = await createTenant(admin, { key: keyOfState(name), name, attributes: { states: [name] } });
    tenants.push({ id, key, name });
  }
  return tenants;
}

async function seedUsers(admin: OrganizationUser, tenantIds: ReadonlyMap<string, string>) {
  const users: DemoFile["users"] = [];
  const userIds = new Map<string, string>();
  for (const { email, displayName, role, tenantKey } of demoUsers) {
    const password = randomPassword();
    const tenantId = tenantKey === null ? null : idOf(tenantIds, tenantKey);
    const { id } = await createUser(admin, { email, displayName, role, password, tenantId });
    users.push({ email, password, role, tenantKey });
    userIds.set(email, id);
  }
  return { users, userIds };
}

async function seedGroups(
  admin: OrganizationUser,
  tenantIds: ReadonlyMap<string, string>,
  userIds: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const groupIds = new Map<string, string>();
  for (const { name, tenantKey, members } of demoGroups) {
    const tenantId = tenantKey === null ? null : idOf(tenantIds, tenantKey);
    const { id } = await createGroup(admin, { name, tenantId });
    await addGroupMembers(
      admin,
      id,
      members.map((email) => idOf(userIds, email)),
    );
    groupIds.set(`${tenantKey ?? "organization"}/${name}`, id);
  }
  return groupIds;
}

/** The id under a name that the demo's own lists must hold. */
export function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (!id) throw new Error(`The demo names ${name}, which it did not create`);
  return id;
}

function randomPassword(): string {
  return randomBytes(15).toString("base64url");
}
