import { beforeAll, describe, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { listLiterals } from "@/lib/dashboards/list-literals";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { createDomain } from "@/lib/domains/create-domain";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { copyForTenants } from "@/lib/shares/copy-for-tenants";
import { findShareSubjects } from "@/lib/shares/find-share-subjects";
import { listPeopleWithAccess } from "@/lib/shares/list-people";
import { shareAsSeen, shareDashboard } from "@/lib/shares/share-dashboard";
import { listShares } from "@/lib/shares/share-queries";
import { uuidv7 } from "@/lib/uuid";
import { createWorld, type World } from "../../support/world";
import {
  apiClient,
  createBoard,
  createConnectionRow,
  numberCard,
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

describe("what goes along", () => {
  test("R21: every constant and comment of the SQL, every text and every filter value is shown before sharing", async () => {
    const { id } = await createDashboard(world.author, {
      projectId: world.project.id,
      title: "For Acme",
      description: "Only Acme's rows",
      filters: [{ name: "city", label: "City", kind: "select", default: "Reno", options: ["Reno", "Elko"] }],
      cards: [
        numberCard(connectionId, {
          title: "Sales of Acme",
          description: "As agreed with Acme",
          sql: `SELECT count(*) AS people /* ask Zoe */ FROM t WHERE customer = 'Acme' AND id = 4711 AND b = $$Globex$$ AND c = {{ city }} -- not Initech`,
        }),
      ],
    });
    const { version, parts } = await listLiterals(world.author, id);
    expect(version).toBe(1);
    expect(parts).toEqual([
      { kind: "dashboard", name: "For Acme", texts: ["For Acme", "Only Acme's rows"], constants: [] },
      { kind: "filter", name: "City", texts: ["City"], constants: ["Reno", "Elko"] },
      {
        kind: "card",
        name: "Sales of Acme",
        texts: ["Sales of Acme", "As agreed with Acme", "people"],
        constants: ["/* ask Zoe */", "'Acme'", "4711", "$$Globex$$", "-- not Initech"],
      },
    ]);
  });

  test("R21: a text card's words and what a card asks of a domain are among it", async () => {
    const id = await board();
    const domain = await createDomain(world.admin, { projectId: world.project.id, name: "Sales" });
    const card = { dashboardId: id, projectId: world.project.id, layout: {} };
    await database.card.createMany({
      data: [
        { ...card, kind: "TEXT", title: "", options: { markdown: "Prepared for Acme" } },
        {
          ...card,
          kind: "TABLE",
          title: "Sales",
          domainId: domain.id,
          query: { filters: [{ field: "sales.customer", values: ["Globex", 42] }] },
        },
      ],
    });
    const { parts } = await listLiterals(world.author, id);
    expect(parts.flatMap(({ texts }) => texts)).toContain("Prepared for Acme");
    expect(parts.flatMap(({ constants }) => constants)).toEqual(expect.arrayContaining(["Globex", "42"]));
  });

  test("R21: what was looked at is what is shared: a dashboard that was edited since refuses", async () => {
    const id = await board();
    const { version } = await listLiterals(world.author, id);
    await updateDashboard(world.author, id, { title: "Delays of Acme" });
    const share = { scope: "TENANT", tenantId: world.california.tenant.id, level: "VIEWER" } as const;
    const stale = shareDashboard(world.author, id, { ...share, dashboardVersion: version });
    await expect(stale).rejects.toMatchObject({ code: "conflict" });
    expect(await database.share.count({ where: { dashboardId: id, scope: "TENANT" } })).toBe(0);
    await shareDashboard(world.author, id, { ...share, dashboardVersion: version + 1 });
    expect(await database.share.count({ where: { dashboardId: id, scope: "TENANT" } })).toBe(1);
  });

  test("R21: no tenant, group or person of one gets a dashboard from outside before its sharer has looked at it", async () => {
    const id = await board();
    const { california } = world;
    const group = await createGroup(world.admin, { name: "Lookers", tenantId: california.tenant.id });
    const level = "VIEWER" as const;
    const subjects = [
      { scope: "ALL_TENANTS" as const, level },
      { scope: "TENANT" as const, tenantId: california.tenant.id, level },
      { scope: "GROUP" as const, groupId: group.id, level },
      { scope: "USER" as const, userId: california.viewer.userId, level },
    ];
    for (const sharer of [world.author, apiClient(world)]) {
      for (const subject of subjects) {
        const blind = shareAsSeen(sharer, id, subject);
        await expect(blind, subject.scope).rejects.toMatchObject({
          code: "invalid_input",
          fields: { dashboardVersion: expect.anything() },
        });
      }
    }
    expect(await database.share.count({ where: { dashboardId: id } })).toBe(1);
    const { version } = await listLiterals(world.author, id);
    for (const subject of subjects) await shareAsSeen(world.author, id, { ...subject, dashboardVersion: version });
    // Who has it already keeps it, at another level or for another while, and who lost it does not come back unseen.
    const soon = new Date(Date.now() + 60_000).toISOString();
    const changed = { scope: "USER" as const, userId: california.viewer.userId, level, expiresAt: soon };
    await shareAsSeen(world.author, id, changed);
    await database.share.updateMany({
      where: { dashboardId: id, userId: california.viewer.userId },
      data: { expiresAt: new Date(Date.now() - 1_000) },
    });
    await expect(shareAsSeen(world.author, id, changed)).rejects.toMatchObject({ code: "invalid_input" });
    await shareAsSeen(world.author, id, { scope: "ALL_ORGANIZATION_USERS", level });
  });

  test("a tenant's own people share inside their tenant without being asked", async () => {
    const id = await board(world.california.tenant.id);
    await shareWithUser(world.author, id, world.california.powerUser, "OWNER");
    const { userId } = world.california.viewer;
    await shareAsSeen(world.california.powerUser, id, { scope: "USER", userId, level: "VIEWER" });
    expect(await database.share.count({ where: { dashboardId: id, userId } })).toBe(1);
  });

  test("only those who may share look at it", async () => {
    const id = await board();
    await shareWithUser(world.author, id, world.powerUser, "EDITOR");
    await expect(listLiterals(world.powerUser, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listLiterals(world.california.powerUser, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what a share comes to", () => {
  const offered = async (id: string, search: string) => (await findShareSubjects(world.author, id, { search }))[0];

  test("R19: the picker tells what a subject can have at most, and when it would take the dashboard to a second tenant", async () => {
    const id = await board();
    const { california, texas } = world;
    expect(await offered(id, california.powerUser.displayName)).toMatchObject({
      highestLevel: "CONTRIBUTOR",
      cap: "TENANT",
      wouldReachSeveral: false,
    });
    expect(await offered(id, california.viewer.displayName)).toMatchObject({ highestLevel: "VIEWER", cap: "ROLE" });
    expect(await offered(id, "All tenants")).toMatchObject({ highestLevel: "VIEWER", cap: "SEVERAL_TENANTS" });
    await shareWithTenant(world.author, id, california.tenant.id, "EDITOR");
    expect(await offered(id, california.powerUser.displayName)).toMatchObject({ wouldReachSeveral: false });
    const second = { highestLevel: "VIEWER", cap: "SEVERAL_TENANTS", wouldReachSeveral: true };
    expect(await offered(id, texas.powerUser.displayName)).toMatchObject(second);
    expect(await offered(id, world.powerUser.displayName)).toMatchObject({ highestLevel: "OWNER", cap: null });
    await shareWithTenant(world.author, id, texas.tenant.id, "EDITOR");
    const shares = await listShares(world.author, id);
    expect(shares.reachesSeveralTenants).toBe(true);
    expect(shares.data.filter(({ scope }) => scope === "TENANT")).toMatchObject([
      { level: "EDITOR", effectiveLevel: "VIEWER", cap: "SEVERAL_TENANTS" },
      { level: "EDITOR", effectiveLevel: "VIEWER", cap: "SEVERAL_TENANTS" },
    ]);
  });
});

describe("a copy per tenant", () => {
  test("R19: is at home in its tenant, has that tenant's shares alone, and they count as they were given", async () => {
    const { author, california, texas } = world;
    const id = await board();
    const group = await createGroup(world.admin, { name: "Californian team", tenantId: california.tenant.id });
    await addGroupMembers(world.admin, group.id, [california.powerUser.userId]);
    await shareDashboard(author, id, { scope: "GROUP", groupId: group.id, level: "EDITOR" });
    await shareWithTenant(author, id, california.tenant.id);
    await shareWithUser(author, id, texas.powerUser, "CONTRIBUTOR");
    const copies = await copyForTenants(author, id, { tenantIds: [california.tenant.id, texas.tenant.id] });
    const [ofCalifornia, ofTexas] = copies.map(({ dashboardId }) => dashboardId);
    const seen = await getDashboard(california.powerUser, ofCalifornia ?? "");
    expect(seen).toMatchObject({ level: "EDITOR", tenantId: california.tenant.id, title: "Delays" });
    expect(await getDashboard(texas.powerUser, ofTexas ?? "")).toMatchObject({ level: "CONTRIBUTOR" });
    await expect(getDashboard(texas.powerUser, ofCalifornia ?? "")).rejects.toMatchObject({ code: "not_found" });
    await expect(getDashboard(california.viewer, ofTexas ?? "")).rejects.toMatchObject({ code: "not_found" });
    expect(await getDashboard(california.powerUser, id)).toMatchObject({ level: "VIEWER" });
  });

  test("a tenant's own sharer takes one home to their tenant and owns it there, and to no other tenant", async () => {
    const { author, california, texas } = world;
    const id = await board();
    await shareWithUser(author, id, california.powerUser, "CONTRIBUTOR");
    const foreign = copyForTenants(california.powerUser, id, { tenantIds: [texas.tenant.id] });
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    const [copy] = await copyForTenants(california.powerUser, id, { tenantIds: [california.tenant.id] });
    const seen = await getDashboard(california.powerUser, copy?.dashboardId ?? "");
    expect(seen).toMatchObject({ level: "OWNER", tenantId: california.tenant.id });
  });

  test("is all or none, and for dashboards of the organization and those who share across tenants only", async () => {
    const { author, california } = world;
    const id = await board();
    const before = await database.dashboard.count();
    const some = copyForTenants(author, id, { tenantIds: [california.tenant.id, uuidv7()] });
    await expect(some).rejects.toMatchObject({ code: "not_found" });
    await shareWithUser(author, id, world.powerUser, "OWNER");
    const narrow = copyForTenants(world.powerUser, id, { tenantIds: [california.tenant.id] });
    await expect(narrow).rejects.toMatchObject({ code: "forbidden" });
    expect(await database.dashboard.count()).toBe(before);
    const own = await createBoard(california.powerUser, world, connectionId);
    const again = copyForTenants(california.powerUser, own.id, { tenantIds: [california.tenant.id] });
    await expect(again).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("who can see it", () => {
  test("a tenant's sharer reads their own tenant's people with their ways, and of others only that there are some", async () => {
    const { california, admin, viewer } = world;
    const { id } = await createBoard(california.powerUser, world, connectionId);
    await shareWithUser(admin, id, viewer, "VIEWER");
    await shareWithTenant(california.powerUser, id, california.tenant.id);
    const people = await listPeopleWithAccess(california.powerUser, id);
    expect(people.data.map(({ displayName }) => displayName)).toEqual([
      california.powerUser.displayName,
      california.viewer.displayName,
    ]);
    expect(people).toMatchObject({ total: 2, hasOthers: true, nextCursor: null });
    expect(people.data[0]?.ways.map(({ kind }) => kind)).toEqual(["USER", "TENANT"]);
    expect((await listPeopleWithAccess(california.powerUser, id, { search: "Organization" })).total).toBe(0);
    const foreign = listPeopleWithAccess(california.powerUser, id, { cursor: viewer.userId });
    await expect(foreign).rejects.toMatchObject({ code: "invalid_input" });
    expect((await listPeopleWithAccess(world.admin, id)).data.map(({ userId }) => userId)).toContain(viewer.userId);
  });

  test("a disabled person sees nothing and is no longer among them", async () => {
    const id = await board();
    await shareWithUser(world.author, id, world.viewer, "VIEWER");
    const names = async () => (await listPeopleWithAccess(world.author, id)).data.map(({ userId }) => userId);
    expect(await names()).toContain(world.viewer.userId);
    const disabled = (disabledAt: Date | null) =>
      database.user.update({ where: { id: world.viewer.userId }, data: { disabledAt } });
    await disabled(new Date());
    expect(await names()).not.toContain(world.viewer.userId);
    await disabled(null);
  });
});
