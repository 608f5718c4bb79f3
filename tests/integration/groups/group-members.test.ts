import { beforeAll, beforeEach, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { listGroupCandidates, listGroupMembers } from "@/lib/groups/group-member-queries";
import { getGroup, listGroups } from "@/lib/groups/group-queries";
import type { GroupView } from "@/lib/groups/group-schema";
import { removeGroupMember } from "@/lib/groups/remove-group-member";
import { updateGroup } from "@/lib/groups/update-group";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { uuidv7 } from "@/lib/uuid";
import { assignPolicyTo } from "../../support/policy-rows";
import { createWorld, type World } from "../../support/world";

let world: World;
let group: GroupView;
let organizationGroup: GroupView;

beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  const name = `Ops ${uuidv7()}`;
  group = await createGroup(world.admin, { name, tenantId: world.california.tenant.id });
  organizationGroup = await createGroup(world.admin, { name });
});

const forbidden = { code: "forbidden" };
const notFound = { code: "not_found" };

test("a tenant's POWER_USER makes, fills, renames and removes groups of that tenant", async () => {
  const { powerUser, viewer, tenant } = world.california;
  const own = await createGroup(powerUser, { name: "Runway" });
  expect(own).toMatchObject({ tenantId: tenant.id, tenantName: tenant.name, memberCount: 0 });
  expect(await addGroupMembers(powerUser, own.id, [viewer.userId, viewer.userId])).toMatchObject({ memberCount: 1 });
  expect((await listGroupMembers(powerUser, own.id)).data.map(({ id }) => id)).toEqual([viewer.userId]);
  expect((await listGroupCandidates(powerUser, own.id)).data.map(({ id }) => id)).toEqual([powerUser.userId]);
  expect(await updateGroup(powerUser, own.id, { name: "Apron" })).toMatchObject({ name: "Apron" });
  await removeGroupMember(powerUser, own.id, viewer.userId);
  await expect(removeGroupMember(powerUser, own.id, viewer.userId)).rejects.toMatchObject(notFound);
  await deleteGroup(powerUser, own.id);
  await expect(getGroup(powerUser, own.id)).rejects.toMatchObject(notFound);
});

test("who manages which groups follows the matrix", async () => {
  const { admin, author, powerUser, viewer, california } = world;
  const rename = { description: "changed" };
  expect(await updateGroup(admin, organizationGroup.id, rename)).toMatchObject(rename);
  expect(await updateGroup(author, group.id, rename)).toMatchObject(rename);
  await expect(updateGroup(author, organizationGroup.id, rename)).rejects.toMatchObject(forbidden);
  await expect(updateGroup(powerUser, organizationGroup.id, rename)).rejects.toMatchObject(forbidden);
  await expect(updateGroup(powerUser, group.id, rename)).rejects.toMatchObject(notFound);
  await expect(updateGroup(viewer, organizationGroup.id, rename)).rejects.toMatchObject(forbidden);
  await expect(updateGroup(california.viewer, group.id, rename)).rejects.toMatchObject(forbidden);
  await expect(createGroup(author, { name: "Own" })).rejects.toMatchObject(forbidden);
  await expect(createGroup(powerUser, { name: "Own" })).rejects.toMatchObject(forbidden);
});

test("lists hold what the actor may know of, and their counts too", async () => {
  const { author, powerUser, california } = world;
  expect((await listGroups(author)).total).toBe(await database.group.count());
  const ofOrganization = await listGroups(powerUser);
  expect(new Set(ofOrganization.data.map(({ tenantId }) => tenantId))).toEqual(new Set([null]));
  const ofTenant = await listGroups(california.powerUser);
  expect(new Set(ofTenant.data.map(({ tenantId }) => tenantId))).toEqual(new Set([california.tenant.id]));
  expect(ofTenant.total).toBe(await database.group.count({ where: { tenantId: california.tenant.id } }));
});

test("R16: a tenant's group takes that tenant's people only, whoever adds", async () => {
  const { admin, author, california, texas } = world;
  const foreign = [texas.viewer.userId, admin.userId];
  for (const userId of foreign) {
    await expect(addGroupMembers(admin, group.id, [userId])).rejects.toMatchObject({ code: "invalid_input" });
    await expect(addGroupMembers(author, group.id, [userId])).rejects.toMatchObject({ code: "invalid_input" });
    await expect(addGroupMembers(california.powerUser, group.id, [userId])).rejects.toMatchObject(notFound);
  }
  const mixed = [california.viewer.userId, texas.viewer.userId];
  await expect(addGroupMembers(admin, group.id, mixed)).rejects.toMatchObject({ code: "invalid_input" });
  expect((await getGroup(admin, group.id)).memberCount).toBe(0);
  await expect(addGroupMembers(admin, organizationGroup.id, [texas.viewer.userId])).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("R16: the database itself refuses a member of another home, and moving a person or a group", async () => {
  const { california, texas } = world;
  const member = { groupId: group.id, userId: texas.viewer.userId };
  for (const homeId of [california.tenant.id, texas.tenant.id]) {
    await expect(database.groupMember.create({ data: { ...member, homeId } })).rejects.toThrow();
  }
  await addGroupMembers(world.admin, group.id, [california.viewer.userId]);
  const elsewhere = { tenantId: texas.tenant.id, homeId: texas.tenant.id };
  await expect(database.user.update({ where: { id: california.viewer.userId }, data: elsewhere })).rejects.toThrow();
});

test("R16: members of a group with a policy change by ADMIN only", async () => {
  const { admin, author, california } = world;
  await addGroupMembers(california.powerUser, group.id, [california.viewer.userId]);
  await assignPolicyTo(world, { groupId: group.id });
  for (const actor of [california.powerUser, author]) {
    await expect(addGroupMembers(actor, group.id, [california.powerUser.userId])).rejects.toMatchObject(forbidden);
    await expect(removeGroupMember(actor, group.id, california.viewer.userId)).rejects.toMatchObject(forbidden);
    await expect(deleteGroup(actor, group.id)).rejects.toMatchObject(forbidden);
  }
  expect(await updateGroup(california.powerUser, group.id, { description: "still mine" })).toBeTruthy();
  await removeGroupMember(admin, group.id, california.viewer.userId);
  expect(await addGroupMembers(admin, group.id, [california.viewer.userId])).toMatchObject({ memberCount: 1 });
});

test("R16: adding to a group counts as granting what the group has", async () => {
  const { admin, author, california, project } = world;
  const board = await createDashboard(admin, {
    projectId: project.id,
    title: "Delays",
    tenantId: california.tenant.id,
  });
  await shareDashboard(admin, board.id, { scope: "GROUP", groupId: group.id, level: "EDITOR" });
  const add = (actor: typeof author | typeof california.powerUser) =>
    addGroupMembers(actor, group.id, [california.viewer.userId]);
  await expect(add(california.powerUser)).rejects.toMatchObject(forbidden);
  await expect(deleteGroup(california.powerUser, group.id)).rejects.toMatchObject(forbidden);
  const grant = { scope: "USER", userId: california.powerUser.userId } as const;
  await shareDashboard(admin, board.id, { ...grant, level: "EDITOR" });
  await expect(add(california.powerUser)).rejects.toMatchObject(forbidden);
  await shareDashboard(admin, board.id, { ...grant, level: "CONTRIBUTOR" });
  expect(await add(california.powerUser)).toMatchObject({ memberCount: 1 });
  await expect(add(author)).rejects.toMatchObject(forbidden);
});

test("a group's name is unique in its home, and says nothing about other homes", async () => {
  const { california, texas } = world;
  await expect(createGroup(california.powerUser, { name: group.name })).rejects.toMatchObject({ code: "conflict" });
  expect(await createGroup(texas.powerUser, { name: group.name })).toMatchObject({ tenantId: texas.tenant.id });
});
