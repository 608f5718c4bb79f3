import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { changeMembersByEmail } from "@/lib/groups/change-members-by-email";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { getGroup } from "@/lib/groups/group-queries";
import { getGroupRemoval } from "@/lib/groups/group-removal";
import type { GroupView } from "@/lib/groups/group-schema";
import { removeGroupMembers } from "@/lib/groups/remove-group-members";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { disableUser } from "@/lib/users/disable-user";
import { uuidv7 } from "@/lib/uuid";
import { assignPolicyTo } from "../../support/policy-rows";
import { createPerson, createWorld, type World } from "../../support/world";

let world: World;
let group: GroupView;

beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  group = await createGroup(world.admin, { name: `Ops ${uuidv7()}`, tenantId: world.california.tenant.id });
});

const forbidden = { code: "forbidden" };
const newPerson = (email: string, tenantId: string | null = world.california.tenant.id) =>
  createPerson(world.admin, { email, displayName: email, role: "VIEWER", tenantId });

describe("a pasted list", () => {
  test("adds whom it finds and says of every other line why not", async () => {
    const [first, second] = [await newPerson("one@california.example"), await newPerson("two@california.example")];
    const gone = await newPerson("gone@california.example");
    await disableUser(world.admin, gone.userId);
    await addGroupMembers(world.admin, group.id, [second.userId]);
    const emails = [
      " ONE@california.example ",
      "two@california.example",
      "",
      "gone@california.example",
      "one@california.example",
    ];
    const dry = await changeMembersByEmail(world.admin, group.id, { emails, dryRun: true });
    expect(dry).toEqual({
      changed: 1,
      unchanged: 1,
      problems: [
        { line: 3, email: "", message: "This is not an e-mail address" },
        { line: 4, email: "gone@california.example", message: "Nobody of this tenant has this address" },
        { line: 5, email: "one@california.example", message: "The same address is in line 1 already" },
      ],
    });
    expect((await getGroup(world.admin, group.id)).memberCount).toBe(1);
    expect(await changeMembersByEmail(world.admin, group.id, { emails })).toEqual(dry);
    expect((await getGroup(world.admin, group.id)).memberCount).toBe(2);
    const removed = await changeMembersByEmail(world.admin, group.id, {
      emails: ["one@california.example", "nobody@california.example"],
      change: "REMOVE",
    });
    expect(removed).toMatchObject({ changed: 1, problems: [{ line: 2 }] });
    const members = await database.groupMember.findMany({ where: { groupId: group.id } });
    expect(members.map(({ userId }) => userId)).toEqual([second.userId]);
    expect(first.userId).not.toBe(second.userId);
  });

  test("R04: another tenant's person looks like nobody", async () => {
    const { powerUser } = world.california;
    const answers = await changeMembersByEmail(powerUser, group.id, {
      emails: ["viewer@texas.example", "nobody@texas.example", world.admin.email],
    });
    expect(answers.changed).toBe(0);
    expect(new Set(answers.problems.map(({ message }) => message))).toEqual(
      new Set(["Nobody of this tenant has this address"]),
    );
  });

  test("of thousands is added and removed in one go, with events that name them all", async () => {
    const { organizationId, admin, california } = world;
    const homeId = california.tenant.id;
    const emails = Array.from({ length: 3_000 }, (_, index) => `bulk${index}@california.example`);
    await database.user.createMany({
      data: emails.map((email) => ({
        organizationId,
        tenantId: homeId,
        homeId,
        email,
        displayName: email,
        role: "VIEWER" as const,
      })),
    });
    expect(await changeMembersByEmail(admin, group.id, { emails })).toMatchObject({ changed: 3_000, problems: [] });
    const events = await database.auditEvent.findMany({ where: { targetId: group.id, action: "group.members_added" } });
    expect(events).toHaveLength(6);
    const named = events.flatMap(({ details }) => (details as { userIds: string[] }).userIds);
    expect(new Set(named).size).toBe(3_000);
    const out = await changeMembersByEmail(admin, group.id, { emails, change: "REMOVE" });
    expect(out).toMatchObject({ changed: 3_000 });
    expect((await getGroup(admin, group.id)).memberCount).toBe(0);
  });
});

test("R16: bulk changes of a group with a policy are an ADMIN's, and adding counts as granting", async () => {
  const { admin, author, california, project } = world;
  const someone = await newPerson(`${uuidv7()}@california.example`);
  const emails = [someone.email];
  const board = await createDashboard(admin, { projectId: project.id, title: "Closed" });
  await shareDashboard(admin, board.id, { scope: "GROUP", groupId: group.id, level: "VIEWER" });
  for (const actor of [author, california.powerUser]) {
    await expect(changeMembersByEmail(actor, group.id, { emails })).rejects.toMatchObject(forbidden);
    await expect(changeMembersByEmail(actor, group.id, { emails, dryRun: true })).rejects.toMatchObject(forbidden);
  }
  expect(await changeMembersByEmail(admin, group.id, { emails })).toMatchObject({ changed: 1 });
  await assignPolicyTo(world, { groupId: group.id });
  for (const actor of [author, california.powerUser]) {
    const remove = { emails, change: "REMOVE" } as const;
    await expect(changeMembersByEmail(actor, group.id, remove)).rejects.toMatchObject(forbidden);
    await expect(removeGroupMembers(actor, group.id, [someone.userId])).rejects.toMatchObject(forbidden);
  }
  expect(await removeGroupMembers(admin, group.id, [someone.userId])).toMatchObject({ memberCount: 0 });
});

test("several are removed at once; who is not in the group is passed over", async () => {
  const { powerUser, viewer } = world.california;
  await addGroupMembers(world.admin, group.id, [powerUser.userId, viewer.userId]);
  const ids = [viewer.userId, viewer.userId, world.texas.viewer.userId, uuidv7()];
  expect(await removeGroupMembers(powerUser, group.id, ids)).toMatchObject({ memberCount: 1 });
});

describe("what members lose", () => {
  test("is named with level, policies and how many have no other way", async () => {
    const { admin, california, project } = world;
    const [keeps, loses] = [california.powerUser, await newPerson(`${uuidv7()}@california.example`)];
    await addGroupMembers(admin, group.id, [keeps.userId, loses.userId]);
    const input = { projectId: project.id, tenantId: california.tenant.id };
    const board = await createDashboard(admin, { ...input, title: "Delays" });
    const everyones = await createDashboard(admin, { ...input, title: "Everyone's" });
    const over = await createDashboard(admin, { ...input, title: "Over" });
    const toGroup = { scope: "GROUP", groupId: group.id } as const;
    await shareDashboard(admin, board.id, { ...toGroup, level: "EDITOR" });
    await shareDashboard(admin, board.id, { scope: "USER", userId: keeps.userId, level: "EDITOR" });
    await shareDashboard(admin, everyones.id, { ...toGroup, level: "VIEWER" });
    await shareDashboard(admin, everyones.id, { scope: "TENANT", tenantId: california.tenant.id, level: "VIEWER" });
    await shareDashboard(admin, over.id, { ...toGroup, level: "VIEWER" });
    await database.share.updateMany({ where: { dashboardId: over.id }, data: { expiresAt: new Date(0) } });
    await assignPolicyTo(world, { groupId: group.id });
    const removal = await getGroupRemoval(admin, group.id);
    expect(removal).toMatchObject({ memberCount: 2, losingCount: 1, dashboardCount: 2, policyCount: 1 });
    expect(removal.policies).toHaveLength(1);
    const byTitle = Object.fromEntries(removal.dashboards.map((one) => [one.title, [one.level, one.losingCount]]));
    expect(byTitle).toEqual({ Delays: ["EDITOR", 1], "Everyone's": ["VIEWER", 0] });
    await deleteGroup(admin, group.id);
    await expect(getGroupRemoval(admin, group.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("names no dashboard that the asker cannot see, and no policy to who cannot read policies", async () => {
    const { admin, california, project } = world;
    const secret = await createDashboard(admin, { projectId: project.id, title: "Acquisition" });
    await shareDashboard(admin, secret.id, { scope: "GROUP", groupId: group.id, level: "VIEWER" });
    await assignPolicyTo(world, { groupId: group.id });
    const removal = await getGroupRemoval(california.powerUser, group.id);
    expect(removal).toMatchObject({ dashboards: [], dashboardCount: 1, policies: [], policyCount: 1 });
    expect(JSON.stringify(removal)).not.toContain("Acquisition");
    await addGroupMembers(admin, group.id, [california.powerUser.userId]);
    expect((await getGroupRemoval(california.powerUser, group.id)).dashboards).toMatchObject([
      { title: "Acquisition" },
    ]);
    await expect(getGroupRemoval(world.texas.powerUser, group.id)).rejects.toMatchObject({ code: "not_found" });
  });
});
