import { beforeAll, describe, expect, test } from "vitest";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { Actor } from "@/lib/identity/actor";
import { findShareSubjects } from "@/lib/shares/find-share-subjects";
import { removeShare } from "@/lib/shares/remove-share";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { listShares } from "@/lib/shares/share-queries";
import { uuidv7 } from "@/lib/uuid";
import { createPerson, createWorld, type World } from "../../support/world";
import {
  createBoard,
  createConnectionRow,
  createEmbedViewer,
  shareWithTenant,
  shareWithUser,
} from "../dashboards/dashboard-fixture";

let world: World;
let connectionId: string;

beforeAll(async () => {
  world = await createWorld();
  connectionId = await createConnectionRow(world);
});

const board = (tenantId?: string) =>
  createBoard(world.author, world, connectionId, tenantId ? { tenantId } : {}).then(({ id }) => id);

const shareOf = async (actor: Actor, dashboardId: string, subjectId: string) => {
  const share = (await listShares(actor, dashboardId)).data.find((one) => one.subjectId === subjectId);
  if (!share) throw new Error("no such share");
  return share.id;
};

const answer = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => `${error.code}: ${error.message}`,
  );

describe("levels", () => {
  test("nobody grants above their own level, nor changes or removes what is above it", async () => {
    const id = await board();
    await shareWithUser(world.author, id, world.powerUser, "CONTRIBUTOR");
    await shareWithUser(world.author, id, world.admin, "OWNER");
    expect(await answer(shareWithUser(world.powerUser, id, world.viewer, "OWNER"))).toMatch(/^forbidden/);
    expect(await answer(shareWithUser(world.powerUser, id, world.admin, "VIEWER"))).toMatch(/^forbidden/);
    expect(await answer(removeShare(world.powerUser, id, await shareOf(world.author, id, world.admin.userId)))).toMatch(
      /^forbidden/,
    );
    expect(await shareWithUser(world.powerUser, id, world.viewer, "CONTRIBUTOR")).toMatchObject({
      level: "CONTRIBUTOR",
      effectiveLevel: "VIEWER",
    });
  });

  test("an EDITOR shares nothing and lists nobody", async () => {
    const id = await board();
    await shareWithUser(world.author, id, world.powerUser, "EDITOR");
    expect(await answer(shareWithUser(world.powerUser, id, world.viewer, "VIEWER"))).toMatch(/^forbidden/);
    expect(await answer(listShares(world.powerUser, id))).toMatch(/^forbidden/);
    expect(await answer(findShareSubjects(world.powerUser, id))).toMatch(/^forbidden/);
  });

  test("sharing again with the same subject replaces level and end", async () => {
    const id = await board();
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const first = { scope: "USER", userId: world.viewer.userId, level: "EDITOR", expiresAt } as const;
    const { id: shareId } = await shareDashboard(world.author, id, first);
    const again = await shareWithUser(world.author, id, world.viewer, "VIEWER");
    expect(again).toMatchObject({ id: shareId, level: "VIEWER", expiresAt: null });
    expect((await listShares(world.author, id)).data).toHaveLength(2);
  });

  test("a share cannot end in the past", async () => {
    const id = await board();
    const past = { expiresAt: new Date(Date.now() - 1_000).toISOString() };
    const share = shareDashboard(world.author, id, {
      scope: "USER",
      userId: world.viewer.userId,
      level: "VIEWER",
      ...past,
    });
    await expect(share).rejects.toMatchObject({ code: "invalid_input", fields: { expiresAt: expect.any(String) } });
  });
});

describe("an owner is always left", () => {
  test("the last one can be neither removed, lowered nor given an end", async () => {
    const id = await board();
    const { userId } = world.author;
    const own = await shareOf(world.author, id, userId);
    expect(await answer(removeShare(world.author, id, own))).toMatch(/^conflict/);
    expect(await answer(shareWithUser(world.author, id, world.author, "EDITOR"))).toMatch(/^conflict/);
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const ending = shareDashboard(world.author, id, { scope: "USER", userId, level: "OWNER", expiresAt });
    expect(await answer(ending)).toMatch(/^conflict/);
    expect((await getDashboard(world.author, id)).ownerNames).toEqual([world.author.displayName]);
  });

  test("an owner whose role is VIEWER, a group and a share with an end do not count", async () => {
    const id = await board();
    await shareWithUser(world.author, id, world.viewer, "OWNER");
    const group = await createGroup(world.admin, { name: "Owners" });
    await addGroupMembers(world.admin, group.id, [world.powerUser.userId]);
    await shareDashboard(world.author, id, { scope: "GROUP", groupId: group.id, level: "OWNER" });
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { userId } = world.powerUser;
    await shareDashboard(world.author, id, { scope: "USER", userId, level: "OWNER", expiresAt });
    const own = await shareOf(world.author, id, world.author.userId);
    expect(await answer(removeShare(world.author, id, own))).toMatch(/^conflict/);
    await shareWithUser(world.author, id, world.powerUser, "OWNER");
    expect(await answer(removeShare(world.author, id, own))).toBe("done");
  });

  test("of two owners who remove each other at the same moment, one stays", async () => {
    const id = await board();
    await shareWithUser(world.author, id, world.powerUser, "OWNER");
    const [one, other] = await Promise.all([
      shareOf(world.author, id, world.author.userId),
      shareOf(world.author, id, world.powerUser.userId),
    ]);
    const results = await Promise.all([
      answer(removeShare(world.author, id, other)),
      answer(removeShare(world.powerUser, id, one)),
    ]);
    expect(results.filter((result) => result === "done")).toHaveLength(1);
    expect(await database.share.count({ where: { dashboardId: id, level: "OWNER" } })).toBe(1);
  });
});

describe("among whom", () => {
  test("a tenant's POWER_USER shares inside their tenant, and everybody else is like nobody", async () => {
    const id = await board(world.california.tenant.id);
    const { powerUser, viewer, tenant } = world.california;
    await shareWithUser(world.author, id, powerUser, "OWNER");
    expect(await answer(shareWithUser(powerUser, id, viewer, "EDITOR"))).toBe("done");
    expect(await answer(shareWithTenant(powerUser, id, tenant.id))).toBe("done");
    const texanGroup = await createGroup(world.admin, { name: "Texan", tenantId: world.texas.tenant.id });
    const organizationGroup = await createGroup(world.admin, { name: "Headquarters" });
    const noUser = await answer(shareWithUser(powerUser, id, { userId: uuidv7() }, "VIEWER"));
    expect(noUser).toMatch(/^not_found/);
    for (const stranger of [world.texas.viewer, world.viewer]) {
      expect(await answer(shareWithUser(powerUser, id, stranger, "VIEWER"))).toBe(noUser);
    }
    const withGroup = (groupId: string) =>
      answer(shareDashboard(powerUser, id, { scope: "GROUP", groupId, level: "VIEWER" }));
    const noGroup = await withGroup(uuidv7());
    expect(noGroup).toMatch(/^not_found/);
    expect([await withGroup(texanGroup.id), await withGroup(organizationGroup.id)]).toEqual([noGroup, noGroup]);
    const noTenant = await answer(shareWithTenant(powerUser, id, uuidv7()));
    expect(await answer(shareWithTenant(powerUser, id, world.texas.tenant.id))).toBe(noTenant);
    for (const scope of ["ALL_TENANTS", "ALL_ORGANIZATION_USERS"] as const) {
      expect(await answer(shareDashboard(powerUser, id, { scope, level: "VIEWER" }))).toMatch(/^forbidden/);
    }
  });

  test("a POWER_USER of the organization shares with its people and knows no tenant's", async () => {
    const id = await board();
    await shareWithUser(world.author, id, world.powerUser, "OWNER");
    await shareWithTenant(world.author, id, world.california.tenant.id);
    expect(await answer(shareWithUser(world.powerUser, id, world.viewer, "VIEWER"))).toBe("done");
    expect(await answer(shareWithUser(world.powerUser, id, world.texas.viewer, "VIEWER"))).toMatch(/^not_found/);
    expect(await answer(shareWithTenant(world.powerUser, id, world.texas.tenant.id))).toMatch(/^forbidden/);
    const seen = await listShares(world.powerUser, id);
    expect(JSON.stringify(seen)).not.toContain("California");
    expect(seen.hasOthers).toBe(true);
  });

  test("the list pages and searches by name, within what its reader may know", async () => {
    const id = await board();
    for (const person of [world.powerUser, world.viewer]) await shareWithUser(world.author, id, person, "OWNER");
    await shareWithTenant(world.author, id, world.california.tenant.id);
    const names = async (input: object) =>
      (await listShares(world.powerUser, id, input)).data.map((one) => one.subjectName);
    const whole = await names({});
    expect(whole).toHaveLength(3);
    const first = await listShares(world.powerUser, id, { limit: 2 });
    expect(await names({ limit: 2, cursor: first.nextCursor })).toEqual(whole.slice(2));
    expect(await names({ search: "organization view" })).toEqual([world.viewer.displayName]);
    expect(await names({ search: "californ" })).toEqual([]);
    const unknown = (await listShares(world.author, id, { search: "californ" })).data[0]?.id ?? "";
    expect(await answer(listShares(world.powerUser, id, { cursor: unknown }))).toMatch(/^invalid_input/);
  });

  test("a tenant's dashboard goes to that tenant and to the organization, whoever shares it", async () => {
    const id = await board(world.california.tenant.id);
    expect(await answer(shareWithUser(world.author, id, world.viewer, "EDITOR"))).toBe("done");
    const everyone = { scope: "ALL_ORGANIZATION_USERS", level: "VIEWER" } as const;
    expect(await answer(shareDashboard(world.author, id, everyone))).toBe("done");
    const outside = [
      shareWithUser(world.author, id, world.texas.viewer, "VIEWER"),
      shareWithTenant(world.author, id, world.texas.tenant.id),
      shareDashboard(world.author, id, { scope: "ALL_TENANTS", level: "VIEWER" }),
    ];
    for (const work of outside.map(answer)) expect(await work).toMatch(/^invalid_input/);
  });

  test("a tenant reads only its own names in the list, and cannot remove what it cannot see", async () => {
    const id = await board(world.california.tenant.id);
    const { powerUser } = world.california;
    await shareWithUser(world.author, id, powerUser, "OWNER");
    const seen = await listShares(powerUser, id);
    expect(seen.data.map(({ subjectId }) => subjectId)).toEqual([powerUser.userId]);
    expect(seen.hasOthers).toBe(true);
    const hidden = await shareOf(world.admin, id, world.author.userId);
    const none = await answer(removeShare(powerUser, id, uuidv7()));
    expect(none).toMatch(/^not_found/);
    expect(await answer(removeShare(powerUser, id, hidden))).toBe(none);
    expect(await answer(removeShare(powerUser, id, "x"))).toBe(none);
  });

  test("a share of another dashboard is not removed through this one", async () => {
    const [id, other] = [await board(), await board()];
    const share = await shareWithUser(world.author, other, world.viewer, "VIEWER");
    expect(await answer(removeShare(world.author, id, share.id))).toMatch(/^not_found/);
    expect((await listShares(world.author, other)).data).toHaveLength(2);
  });

  test("R08: an embed token shares as the person it speaks for, a dashboard token not at all", async () => {
    const id = await board(world.california.tenant.id);
    const { powerUser, viewer, tenant } = world.california;
    await shareWithUser(world.author, id, powerUser, "CONTRIBUTOR");
    const person = { userId: powerUser.userId, tenantId: tenant.id, role: "POWER_USER" } as const;
    const token = await createEmbedViewer(world, person);
    expect(await answer(shareWithUser(token, id, viewer, "VIEWER"))).toBe("done");
    expect(await answer(shareWithUser(token, id, world.texas.viewer, "VIEWER"))).toMatch(/^not_found/);
    const dashboardToken = await createEmbedViewer(world, { dashboardId: id, tenantId: tenant.id, allowEdit: true });
    expect(await answer(shareWithUser(dashboardToken, id, viewer, "VIEWER"))).toMatch(/^forbidden/);
  });
});

describe("the picker", () => {
  const names = async (actor: Actor, id: string, search = "") =>
    (await findShareSubjects(actor, id, { search })).map(({ name }) => name);

  test("offers only whom the actor could share this dashboard with", async () => {
    const id = await board(world.california.tenant.id);
    await shareWithUser(world.author, id, world.california.powerUser, "OWNER");
    const offered = await names(world.california.powerUser, id);
    expect(offered).toContain(world.california.viewer.displayName);
    expect(offered.filter((name) => !name.startsWith("California"))).toEqual([]);
    expect(await names(world.california.powerUser, id, "texas")).toEqual([]);
    expect(await names(world.author, id, "texas")).toEqual([]);
    expect(await names(world.author, id, "everyone")).toEqual(["Everyone in the organization"]);
    expect(await names(world.author, await board(), "texas")).toContain("Texas");
  });

  test("leaves out who is disabled", async () => {
    const id = await board();
    const person = await createPerson(world.admin, {
      email: "gone@harbour.example",
      displayName: "Gone",
      role: "VIEWER",
    });
    expect(await names(world.author, id, "Gone")).toEqual(["Gone"]);
    await database.user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } });
    expect(await names(world.author, id, "Gone")).toEqual([]);
  });
});

test("R25: sharing is an event of the tenant it reaches, with names and without queries", async () => {
  const id = await board();
  await shareWithTenant(world.author, id, world.california.tenant.id);
  const share = await shareWithTenant(world.author, id, world.texas.tenant.id);
  await removeShare(world.author, id, share.id);
  const events = await database.auditEvent.findMany({
    where: { targetId: id, action: { in: ["dashboard.shared", "dashboard.unshared"] } },
    orderBy: { id: "asc" },
  });
  const { california, texas } = world;
  expect(events.map(({ tenantId }) => tenantId)).toEqual([california.tenant.id, texas.tenant.id, texas.tenant.id]);
  const ofCalifornia = JSON.stringify(events.filter(({ tenantId }) => tenantId === california.tenant.id));
  expect(ofCalifornia).not.toContain("Texas");
  expect(JSON.stringify(events)).not.toContain("SELECT");
});
