import { beforeAll, expect, test } from "vitest";
import { accessToDashboard } from "@/lib/dashboards/dashboard-access";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { Actor } from "@/lib/identity/actor";
import { createProject } from "@/lib/projects/create-project";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createWorld, type World } from "../../support/world";
import {
  apiClient,
  createBoard,
  createConnectionRow,
  createEmbedViewer,
  shareWithTenant,
  shareWithUser,
} from "./dashboard-fixture";

let world: World;
let actors: Record<string, Actor>;

beforeAll(async () => {
  world = await createWorld();
  const connectionId = await createConnectionRow(world);
  const board = (title: string, tenantId?: string) =>
    createBoard(world.author, world, connectionId, { title, ...(tenantId ? { tenantId } : {}) });
  const { california, texas } = world;

  const forCalifornia = await board("Delays 100%");
  await shareWithTenant(world.author, forCalifornia.id, california.tenant.id, "EDITOR");
  const forBoth = await board("Strikes");
  await shareWithTenant(world.author, forBoth.id, california.tenant.id, "EDITOR");
  await shareWithTenant(world.author, forBoth.id, texas.tenant.id);
  const forAll = await board("Weather");
  await shareDashboard(world.author, forAll.id, { scope: "ALL_TENANTS", level: "VIEWER" });
  const atHome = await board("Californian", california.tenant.id);
  await shareWithUser(world.author, atHome.id, california.powerUser, "OWNER");
  const grouped = await board("Texan group", texas.tenant.id);
  const group = await createGroup(world.admin, { name: "Operations", tenantId: texas.tenant.id });
  await addGroupMembers(world.admin, group.id, [texas.viewer.userId]);
  await shareDashboard(world.author, grouped.id, { scope: "GROUP", groupId: group.id, level: "EDITOR" });
  const internal = await board("Internal");
  await shareDashboard(world.author, internal.id, { scope: "ALL_ORGANIZATION_USERS", level: "EDITOR" });
  const ended = await board("Ended");
  const share = await shareWithTenant(world.author, ended.id, california.tenant.id);
  await database.share.update({ where: { id: share.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });

  const tenantId = california.tenant.id;
  actors = {
    admin: world.admin,
    author: world.author,
    powerUser: world.powerUser,
    viewer: world.viewer,
    californiaPowerUser: california.powerUser,
    californiaViewer: california.viewer,
    texasViewer: texas.viewer,
    texasPowerUser: texas.powerUser,
    apiClient: apiClient(world),
    lesserKey: apiClient(world, { role: "POWER_USER", createdById: world.powerUser.userId }),
    token: await createEmbedViewer(world, { dashboardId: forBoth.id, tenantId }),
    foreignToken: await createEmbedViewer(world, { dashboardId: grouped.id, tenantId }),
    namelessToken: await createEmbedViewer(world, { dashboardId: internal.id }),
    projectToken: await createEmbedViewer(world, { userId: california.viewer.userId, tenantId }),
    narrowedToken: await createEmbedViewer(world, {
      userId: california.viewer.userId,
      tenantId,
      dashboardIds: [forBoth.id, grouped.id],
    }),
  };
});

test("every actor's list is the set of dashboards they can open, with the level they have", async () => {
  const all = await database.dashboard.findMany({ select: { id: true } });
  const sizes = new Set<number>();
  for (const [name, actor] of Object.entries(actors)) {
    const opened = await Promise.all(
      all.map(({ id }) =>
        accessToDashboard(actor, id).then(
          ({ level }) => `${id} ${level}`,
          () => null,
        ),
      ),
    );
    const page = await listDashboards(actor, { limit: 200 });
    const listed = page.data.map(({ id, level }) => `${id} ${level}`);
    expect([name, ...listed.sort()]).toEqual([name, ...opened.filter((one) => one !== null).sort()]);
    expect([name, page.total]).toEqual([name, listed.length]);
    sizes.add(listed.length);
  }
  expect(sizes.size).toBeGreaterThan(4);
});

test("a tenant's list, search and count know nothing of other tenants and their people", async () => {
  const page = await listDashboards(world.california.viewer, {});
  const text = JSON.stringify(page);
  for (const secret of ["Texan", "Texas", world.texas.tenant.id, "Internal", world.author.displayName]) {
    expect(text).not.toContain(secret);
  }
  expect(await listDashboards(world.california.viewer, { search: "texan" })).toEqual({
    data: [],
    nextCursor: null,
    total: 0,
  });
});

test("pages by cursor, newest change first, without gaps or repeats", async () => {
  const whole = await listDashboards(world.admin, { limit: 200 });
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDashboards(world.admin, { limit: 2, cursor });
    paged.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(whole.data.map(({ id }) => id));
  const times = whole.data.map(({ updatedAt }) => updatedAt);
  expect(times).toEqual([...times].sort().reverse());
  await expect(listDashboards(world.admin, { cursor: "x" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("searches titles as text, never as a pattern, and within a project", async () => {
  const titles = async (input: object) => (await listDashboards(world.admin, input)).data.map(({ title }) => title);
  expect(await titles({ search: "100%" })).toEqual(["Delays 100%"]);
  expect(await titles({ search: "100_" })).toEqual([]);
  expect(await titles({ search: "STRIKES" })).toEqual(["Strikes"]);
  const other = await createProject(world.admin, { name: "Other" });
  expect(await titles({ projectId: other.id })).toEqual([]);
});
