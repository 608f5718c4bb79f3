import { beforeAll, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { database } from "@/lib/database";
import { actorFromApiKey } from "@/lib/identity/api-keys/actor-from-api-key";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser } from "@/lib/users/disable-user";
import { acceptInvite } from "@/lib/users/invites/accept-invite";
import { createInvite } from "@/lib/users/invites/create-invite";
import { updateUser } from "@/lib/users/update-user";
import { getUserRemoval } from "@/lib/users/user-removal";
import { uuidv7 } from "@/lib/uuid";
import {
  createForeignAdmin,
  createPerson,
  createTenantWorld,
  createWorld,
  type World,
  worldPassword,
} from "../../support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

const newAuthor = () =>
  createPerson(world.admin, { email: `${uuidv7()}@harbour.example`, displayName: "Author", role: "AUTHOR" });

const ownersOf = async (dashboardId: string) => {
  const shares = await database.share.findMany({ where: { dashboardId, level: "OWNER" }, select: { userId: true } });
  return shares.map(({ userId }) => userId);
};

test("a dashboard whose only owner goes passes to the admin who deletes them", async () => {
  const author = await newAuthor();
  const board = await createDashboard(author, { projectId: world.project.id, title: "Alone" });
  await deleteUser(world.admin, author.userId);
  expect(await ownersOf(board.id)).toEqual([world.admin.userId]);
  const events = await database.auditEvent.findMany({ where: { targetId: board.id }, orderBy: { id: "asc" } });
  expect(events.map(({ action }) => action)).toContain("dashboard.passed_on");
});

test("R17: who was deleted does not come back through an invite that was sent before somebody else made them", async () => {
  const { admin, california, texas } = world;
  const email = "leaver@california.example";
  const invited = { email, displayName: "Leaver", role: "POWER_USER" } as const;
  const open = await createInvite(admin, { ...invited, tenantId: california.tenant.id });
  const elsewhere = await createInvite(admin, { ...invited, tenantId: texas.tenant.id });
  const { id } = await createUser(admin, { ...invited, role: "VIEWER", tenantId: california.tenant.id });
  await deleteUser(admin, id);
  const tokenOf = ({ link }: { link: string | null }) => /bh_link_[\w-]+/.exec(link ?? "")?.[0] ?? "";
  const accepted = { displayName: "Leaver", password: worldPassword };
  await expect(acceptInvite({ token: tokenOf(open), ...accepted })).rejects.toMatchObject({ code: "not_found" });
  expect(await acceptInvite({ token: tokenOf(elsewhere), ...accepted })).toEqual({ email });
  const event = await database.auditEvent.findFirst({ where: { action: "user.deleted", targetId: id } });
  expect(event?.details).toMatchObject({ revokedInvites: 1 });
});

test("an API client passes them to the person who made its key", async () => {
  const author = await newAuthor();
  const board = await createDashboard(author, { projectId: world.project.id, title: "By program" });
  const { key } = await createApiKey(world.admin, { name: "Leavers", scopes: ["user:write"] });
  await deleteUser(await actorFromApiKey(key), author.userId);
  expect(await ownersOf(board.id)).toEqual([world.admin.userId]);
});

test("a dashboard that somebody else owns for good stays theirs; an owner for a while does not count", async () => {
  const [leaver, stayer] = [await newAuthor(), await newAuthor()];
  const shared = await createDashboard(leaver, { projectId: world.project.id, title: "Shared" });
  const lent = await createDashboard(leaver, { projectId: world.project.id, title: "Lent" });
  const owner = { scope: "USER", userId: stayer.userId, level: "OWNER" } as const;
  await shareDashboard(leaver, shared.id, owner);
  await shareDashboard(leaver, lent.id, { ...owner, expiresAt: "2099-01-01T00:00:00Z" });
  await deleteUser(world.admin, leaver.userId);
  expect(await ownersOf(shared.id)).toEqual([stayer.userId]);
  expect((await ownersOf(lent.id)).sort()).toEqual([stayer.userId, world.admin.userId].sort());
});

test("a tenant's dashboard can pass to the admin, although the admin is not of the tenant", async () => {
  const { powerUser } = await createTenantWorld(world.admin, "ohio", "Ohio");
  const board = await createDashboard(powerUser, { projectId: world.project.id, title: "Tenant's" });
  await deleteUser(world.admin, powerUser.userId);
  expect(await ownersOf(board.id)).toEqual([world.admin.userId]);
});

test("a chosen person takes over, and what goes along is named before", async () => {
  const [leaver, heir] = [await newAuthor(), await newAuthor()];
  const board = await createDashboard(leaver, { projectId: world.project.id, title: "Handed on" });
  const shared = await createDashboard(leaver, { projectId: world.project.id, title: "Shared" });
  await shareDashboard(leaver, shared.id, { scope: "USER", userId: heir.userId, level: "OWNER" });
  await shareDashboard(leaver, board.id, { scope: "USER", userId: heir.userId, level: "VIEWER" });
  const removal = await getUserRemoval(world.admin, leaver.userId);
  expect(removal).toMatchObject({
    dashboardCount: 1,
    dashboards: [{ id: board.id, title: "Handed on" }],
    shareCount: 2,
  });
  await deleteUser(world.admin, leaver.userId, { transferTo: heir.userId });
  expect([await ownersOf(board.id), await ownersOf(shared.id)]).toEqual([[heir.userId], [heir.userId]]);
});

test("nobody takes over who could not act as an owner, or own these dashboards at all", async () => {
  const { admin, california, texas } = world;
  const leaver = await newAuthor();
  const disabled = await newAuthor();
  await disableUser(admin, disabled.userId);
  const foreign = await createForeignAdmin();
  await createDashboard(leaver, { projectId: world.project.id, title: "Kept" });
  const refused = { code: "invalid_input", fields: { transferTo: expect.any(String) } };
  const nobodies = [leaver, disabled, foreign, world.viewer, california.powerUser].map(({ userId }) => userId);
  for (const transferTo of [...nobodies, uuidv7(), "no id"]) {
    await expect(deleteUser(admin, leaver.userId, { transferTo }), transferTo).rejects.toMatchObject(refused);
  }
  const tenants = await createDashboard(texas.powerUser, { projectId: world.project.id, title: "Texan" });
  const across = { transferTo: california.powerUser.userId };
  await expect(deleteUser(admin, texas.powerUser.userId, across)).rejects.toMatchObject(refused);
  const second = await createPerson(admin, {
    email: `${uuidv7()}@texas.example`,
    displayName: "Second",
    role: "POWER_USER",
    tenantId: texas.tenant.id,
  });
  await deleteUser(admin, texas.powerUser.userId, { transferTo: second.userId });
  expect(await ownersOf(tenants.id)).toEqual([second.userId]);
});

test("an owner who is disabled or only views is none who stays", async () => {
  const { admin } = world;
  const [leaver, sleeper] = [await newAuthor(), await newAuthor()];
  const board = await createDashboard(leaver, { projectId: world.project.id, title: "Asleep" });
  await shareDashboard(leaver, board.id, { scope: "USER", userId: sleeper.userId, level: "OWNER" });
  await disableUser(admin, sleeper.userId);
  expect((await getUserRemoval(admin, leaver.userId)).dashboardCount).toBe(1);
  await deleteUser(admin, leaver.userId);
  expect((await ownersOf(board.id)).sort()).toEqual([sleeper.userId, admin.userId].sort());
});

test("two owners who are deleted at the same moment leave their dashboard an owner", async () => {
  const { admin, project } = world;
  for (let round = 0; round < 5; round += 1) {
    const [first, second] = [await newAuthor(), await newAuthor()];
    const board = await createDashboard(first, { projectId: project.id, title: "Both" });
    await shareDashboard(first, board.id, { scope: "USER", userId: second.userId, level: "OWNER" });
    await Promise.all([
      deleteUser(admin, first.userId, { transferTo: admin.userId }),
      deleteUser(admin, second.userId, { transferTo: admin.userId }),
    ]);
    expect(await ownersOf(board.id)).toEqual([admin.userId]);
  }
});

test("a tenant's people are VIEWER or POWER_USER, at making and ever after", async () => {
  const { admin, texas } = world;
  const refused = { code: "invalid_input", fields: { role: expect.any(String) } };
  for (const role of ["AUTHOR", "ADMIN"] as const) {
    const input = { email: "x@texas.example", displayName: "X", role, tenantId: texas.tenant.id };
    await expect(createUser(admin, input)).rejects.toMatchObject(refused);
    await expect(updateUser(admin, texas.viewer.userId, { role })).rejects.toMatchObject(refused);
    await expect(database.user.update({ where: { id: texas.viewer.userId }, data: { role } })).rejects.toThrow();
  }
});

test("R16: a user's tenant and e-mail cannot be changed", async () => {
  const { admin, california, texas } = world;
  for (const change of [{ tenantId: california.tenant.id }, { tenantId: null }, { email: "new@texas.example" }]) {
    const input = change as { displayName?: string };
    await expect(updateUser(admin, texas.viewer.userId, input)).rejects.toMatchObject({ code: "invalid_input" });
  }
});

test("R17: e-mails are unique within a home, whatever their case, and free in every other home", async () => {
  const { admin, california, texas } = world;
  const person = { email: "Same@Mail.example", displayName: "Same", role: "VIEWER" } as const;
  const first = await createUser(admin, { ...person, tenantId: california.tenant.id });
  expect(first.email).toBe("same@mail.example");
  const again = createUser(admin, { ...person, email: "SAME@mail.example", tenantId: california.tenant.id });
  await expect(again).rejects.toMatchObject({ code: "conflict", fields: { email: expect.any(String) } });
  expect((await createUser(admin, { ...person, tenantId: texas.tenant.id })).tenantKey).toBe("texas");
  expect((await createUser(admin, person)).tenantId).toBeNull();
});

test("nobody but an ADMIN makes, changes or deletes people", async () => {
  const { author, powerUser, viewer, california } = world;
  for (const actor of [author, powerUser, viewer, california.powerUser]) {
    const input = { email: "x@x.example", displayName: "X", role: "VIEWER", tenantId: california.tenant.id } as const;
    const target = california.viewer.userId;
    await expect(createUser(actor, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateUser(actor, target, { role: "POWER_USER" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteUser(actor, target)).rejects.toMatchObject({ code: "forbidden" });
  }
});
