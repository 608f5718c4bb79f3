import { beforeAll, describe, expect, test } from "vitest";
import { listAuditEvents } from "@/lib/audit/audit-queries";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { changeMembersByEmail } from "@/lib/groups/change-members-by-email";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { listGroupCandidates, listGroupMembers } from "@/lib/groups/group-member-queries";
import { getGroup, listGroups } from "@/lib/groups/group-queries";
import { getGroupRemoval } from "@/lib/groups/group-removal";
import type { GroupView } from "@/lib/groups/group-schema";
import { removeGroupMember } from "@/lib/groups/remove-group-member";
import { removeGroupMembers } from "@/lib/groups/remove-group-members";
import { updateGroup } from "@/lib/groups/update-group";
import type { Actor, OrganizationUser } from "@/lib/identity/actor";
import { listApiKeys } from "@/lib/identity/api-keys/api-key-queries";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/identity/api-keys/revoke-api-key";
import { removeTenant } from "@/lib/offboarding/remove-tenant";
import { deleteProject } from "@/lib/projects/delete-project";
import { getProject, listProjects } from "@/lib/projects/project-queries";
import { readProjectSecret, rotateProjectSecret } from "@/lib/projects/project-secret";
import { updateProject } from "@/lib/projects/update-project";
import { createScimToken } from "@/lib/scim/tokens/create-scim-token";
import { revokeScimToken } from "@/lib/scim/tokens/revoke-scim-token";
import { listScimTokens } from "@/lib/scim/tokens/scim-token-queries";
import { getTenant, listTenants } from "@/lib/tenants/tenant-queries";
import { getTenantRemoval } from "@/lib/tenants/tenant-removal";
import { updateTenant } from "@/lib/tenants/update-tenant";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser, enableUser } from "@/lib/users/disable-user";
import { updateUser } from "@/lib/users/update-user";
import { getUser, listUsers } from "@/lib/users/user-queries";
import { getUserRemoval } from "@/lib/users/user-removal";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, createTenantWorld, createWorld, type TenantWorld, type World } from "../../support/world";

let world: World;
let foreignAdmin: OrganizationUser;
let foreign: TenantWorld;
let group: GroupView;
let texanGroup: GroupView;
let keyId: string;
let scimTokenId: string;
const scimTokenInput = () => ({ name: "Sign-on", expiresAt: new Date(Date.now() + 3_600_000).toISOString() });

beforeAll(async () => {
  world = await createWorld();
  const { admin, california, texas } = world;
  group = await createGroup(admin, { name: "Ops", tenantId: california.tenant.id });
  texanGroup = await createGroup(admin, { name: "Ops", tenantId: texas.tenant.id });
  await addGroupMembers(admin, texanGroup.id, [texas.viewer.userId]);
  keyId = (await createApiKey(admin, { name: "Export", scopes: ["tenant:read"] })).id;
  scimTokenId = (await createScimToken(admin, scimTokenInput())).id;
  foreignAdmin = await createForeignAdmin();
  foreign = await createTenantWorld(foreignAdmin, "california", "Their California");
});

/** Every command and query that takes an id, with the id of this world's object. */
const operations: Record<string, (actor: Actor, id?: string) => Promise<unknown>> = {
  getProject: (actor, id = world.project.id) => getProject(actor, id),
  updateProject: (actor, id = world.project.id) => updateProject(actor, id, { name: "Airports" }),
  readProjectSecret: (actor, id = world.project.id) => readProjectSecret(actor, id),
  rotateProjectSecret: (actor, id = world.project.id) => rotateProjectSecret(actor, id),
  getTenant: (actor, id = world.texas.tenant.id) => getTenant(actor, id),
  updateTenant: (actor, id = world.texas.tenant.id) => updateTenant(actor, id, { name: "Texas" }),
  getUser: (actor, id = world.texas.viewer.userId) => getUser(actor, id),
  updateUser: (actor, id = world.texas.viewer.userId) => updateUser(actor, id, { displayName: "Texas VIEWER" }),
  disableUser: (actor, id = world.texas.viewer.userId) => disableUser(actor, id),
  enableUser: (actor, id = world.texas.viewer.userId) => enableUser(actor, id),
  createUser: (actor, tenantId = world.texas.tenant.id) =>
    createUser(actor, { email: `${uuidv7()}@texas.example`, displayName: "New", role: "VIEWER", tenantId }),
  getGroup: (actor, id = texanGroup.id) => getGroup(actor, id),
  updateGroup: (actor, id = texanGroup.id) => updateGroup(actor, id, { description: "x" }),
  listGroupMembers: (actor, id = texanGroup.id) => listGroupMembers(actor, id),
  listGroupCandidates: (actor, id = texanGroup.id) => listGroupCandidates(actor, id),
  addGroupMembers: (actor, id = texanGroup.id) => addGroupMembers(actor, id, [world.texas.viewer.userId]),
  getGroupRemoval: (actor, id = texanGroup.id) => getGroupRemoval(actor, id),
  changeGroupMembersByEmail: (actor, id = texanGroup.id) =>
    changeMembersByEmail(actor, id, { emails: ["viewer@texas.example"] }),
  removeGroupMembers: (actor, id = texanGroup.id) => removeGroupMembers(actor, id, [uuidv7()]),
  removeGroupMember: (actor, id = texanGroup.id) => removeGroupMember(actor, id, world.texas.viewer.userId),
  createGroup: (actor, tenantId = world.texas.tenant.id) => createGroup(actor, { name: uuidv7(), tenantId }),
  revokeApiKey: (actor, id = keyId) => revokeApiKey(actor, id),
  createScimToken: (actor, tenantId = world.texas.tenant.id) =>
    createScimToken(actor, { ...scimTokenInput(), tenantId }),
  revokeScimToken: (actor, id = scimTokenId) => revokeScimToken(actor, id),
  deleteGroup: (actor, id = texanGroup.id) => deleteGroup(actor, id),
  getUserRemoval: (actor, id = world.texas.viewer.userId) => getUserRemoval(actor, id),
  deleteUser: (actor, id = world.texas.viewer.userId) => deleteUser(actor, id),
  getTenantRemoval: (actor, id = world.texas.tenant.id) => getTenantRemoval(actor, id),
  removeTenant: (actor, id = world.texas.tenant.id) => removeTenant(actor, id),
  deleteProject: (actor, id = world.project.id) => deleteProject(actor, id),
};
const names = Object.keys(operations);
const run = (name: string, actor: Actor, id?: string) => operations[name]?.(actor, id);
const refusalOf = async (name: string): Promise<Error> => {
  try {
    await run(name, foreignAdmin);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error(`${name} let another organization's admin in`);
};
const notFound = { code: "not_found", message: expect.stringMatching(/^\w[\w ]* not found$/) };

describe("another organization's admin", () => {
  test.each(names)("%s finds nothing of ours", async (name) => {
    await expect(run(name, foreignAdmin)).rejects.toMatchObject(notFound);
  });

  test.each(names)("%s answers the same for what does not exist and for what is no id", async (name) => {
    const { message } = await refusalOf(name);
    await expect(run(name, foreignAdmin, uuidv7())).rejects.toMatchObject({ message });
    if (!name.startsWith("create")) await expect(run(name, foreignAdmin, "no id")).rejects.toMatchObject({ message });
  });

  test("lists and counts hold nothing of ours", async () => {
    const { total: projects } = await listProjects(foreignAdmin);
    const { data: tenants } = await listTenants(foreignAdmin);
    const { data: users } = await listUsers(foreignAdmin);
    const { total: groups } = await listGroups(foreignAdmin);
    const { total: keys } = await listApiKeys(foreignAdmin);
    const { total: tokens } = await listScimTokens(foreignAdmin);
    expect({ projects, groups, keys, tokens }).toEqual({ projects: 0, groups: 0, keys: 0, tokens: 0 });
    expect(tenants.map(({ id }) => id)).toEqual([foreign.tenant.id]);
    expect(users.map(({ id }) => id).sort()).toEqual(
      [foreignAdmin.userId, foreign.powerUser.userId, foreign.viewer.userId].sort(),
    );
    const events = await listAuditEvents(foreignAdmin, { page: { limit: 200 } });
    const ours = await database.auditEvent.count({ where: { organizationId: world.organizationId } });
    expect(ours).toBeGreaterThan(5);
    expect(events.total).toBe(
      await database.auditEvent.count({ where: { organizationId: foreignAdmin.organizationId } }),
    );
    expect((await listAuditEvents(foreignAdmin, { tenantId: world.texas.tenant.id })).data).toEqual([]);
  });

  test("a cursor that names a row of ours is refused like one that names nothing", async () => {
    const lists = [
      (cursor: string) => listProjects(foreignAdmin, { cursor }),
      (cursor: string) => listTenants(foreignAdmin, { cursor }),
      (cursor: string) => listUsers(foreignAdmin, { cursor }),
      (cursor: string) => listGroups(foreignAdmin, { cursor }),
      (cursor: string) => listApiKeys(foreignAdmin, { cursor }),
      (cursor: string) => listAuditEvents(foreignAdmin, { page: { cursor } }),
    ];
    const event = await database.auditEvent.findFirstOrThrow({ where: { organizationId: world.organizationId } });
    const rows = [
      world.project.id,
      world.texas.tenant.id,
      world.texas.viewer.userId,
      texanGroup.id,
      keyId,
      scimTokenId,
      event.id,
    ];
    for (const [index, list] of lists.entries()) {
      await expect(list(rows[index] ?? "")).rejects.toMatchObject({ code: "invalid_input" });
      await expect(list(uuidv7())).rejects.toMatchObject({ code: "invalid_input" });
    }
  });
});

describe("another tenant's POWER_USER", () => {
  const groupOperations = names.filter((name) => /group/i.test(name));

  test.each(groupOperations)("%s finds nothing of ours", async (name) => {
    await expect(run(name, world.california.powerUser)).rejects.toMatchObject(notFound);
  });

  test("cannot put our people into a group of theirs, nor find them by trying", async () => {
    const { powerUser } = world.california;
    const attempt = (userId: string) => addGroupMembers(powerUser, group.id, [userId]);
    await expect(attempt(world.texas.viewer.userId)).rejects.toMatchObject(notFound);
    await expect(attempt(uuidv7())).rejects.toMatchObject(notFound);
  });

  test.each(names.filter((name) => !/group/i.test(name) && name !== "getProject"))(
    "%s is not for tenants at all, and answers alike for what does not exist",
    async (name) => {
      const { powerUser } = world.california;
      await expect(run(name, powerUser)).rejects.toMatchObject({ code: "forbidden" });
      await expect(run(name, powerUser, uuidv7())).rejects.toMatchObject({ code: "forbidden" });
    },
  );

  test("never learns which origins embed a project", async () => {
    const { powerUser } = world.california;
    expect(await getProject(powerUser, world.project.id)).toMatchObject({ name: "Airports", allowedOrigins: [] });
    expect((await listProjects(powerUser)).data).toMatchObject([{ allowedOrigins: [] }]);
  });

  test("has no list of people, tenants, keys or events", async () => {
    const { powerUser } = world.california;
    for (const list of [listUsers, listTenants, listApiKeys, listAuditEvents]) {
      await expect(list(powerUser)).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

// Last, because it ends with deleting everything.
describe("the owner still gets in", () => {
  test("by every one of these operations, in this order", async () => {
    for (const name of names) {
      await expect(run(name, world.admin), name).resolves.not.toThrow();
    }
  });
});
