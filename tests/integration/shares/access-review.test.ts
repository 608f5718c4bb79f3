import { beforeAll, expect, test } from "vitest";
import { shiftClock } from "@/lib/clock";
import { flushUses, noteUse } from "@/lib/dashboards/note-use";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { exportAccessReview } from "@/lib/shares/export-access-review";
import { listAccessReview } from "@/lib/shares/list-access-review";
import { removeShare } from "@/lib/shares/remove-share";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, createPerson, createWorld, type World } from "../../support/world";
import {
  apiClient,
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

const board = (title = "Delays") => createBoard(world.author, world, connectionId, { title }).then(({ id }) => id);

const lineOf = async (dashboardId: string, { userId }: { userId: string }) =>
  (await listAccessReview(world.admin, { dashboardId, userId })).data[0];

async function download(actor: Actor, filter = {}): Promise<string> {
  let text = "";
  for await (const piece of await exportAccessReview(actor, filter)) text += piece;
  return text;
}

test("nobody but an ADMIN reads the review or takes it away, an API key with the scope and an embed token not at all", async () => {
  const { author, powerUser, california } = world;
  const token = await createEmbedViewer(world, { userId: world.admin.userId, role: "AUTHOR" });
  const without = apiClient(world);
  for (const actor of [author, powerUser, california.powerUser, token, without]) {
    await expect(listAccessReview(actor)).rejects.toMatchObject({ code: "forbidden" });
    await expect(exportAccessReview(actor)).rejects.toMatchObject({ code: "forbidden" });
  }
  const key = apiClient(world, { scopes: ["access_review:read"] });
  expect((await listAccessReview(key, { limit: 1 })).data.length).toBeLessThanOrEqual(1);
});

test("R25: taking the review away is an event of the tenant that it is of, and of no tenant for an id that is none here", async () => {
  const { admin, california } = world;
  const ids = [california.tenant.id, uuidv7(), (await createForeignAdmin()).organizationId];
  for (const tenantId of ids) await download(admin, { tenantId });
  const events = await database.auditEvent.findMany({
    where: { action: "access_review.exported", actorId: admin.userId },
    orderBy: { id: "desc" },
    take: ids.length,
    select: { organizationId: true, tenantId: true },
  });
  const { organizationId } = world;
  expect(events.reverse()).toEqual(
    [california.tenant.id, null, null].map((tenantId) => ({ organizationId, tenantId })),
  );
});

test("another organization's dashboards, people and cursors leave nothing in the review", async () => {
  await board();
  const foreign = await createForeignAdmin();
  expect((await listAccessReview(foreign)).data).toEqual([]);
  const own = (await listAccessReview(world.admin)).data[0];
  expect(own).toBeDefined();
  const filters = [{ userId: world.admin.userId }, { dashboardId: own?.dashboardId ?? "" }, { cursor: own?.id ?? "" }];
  for (const filter of filters) expect((await listAccessReview(foreign, filter)).data).toEqual([]);
  expect((await listAccessReview(world.admin, { userId: foreign.userId })).data).toEqual([]);
});

test("a look at the data is the last use, of the person alone, and never goes back", async () => {
  const { viewer, california, admin } = world;
  const id = await board();
  await shareWithUser(world.author, id, viewer, "VIEWER");
  expect((await lineOf(id, viewer))?.lastUsedAt).toBeNull();
  const before = Date.now();
  noteUse(viewer, id);
  await flushUses();
  const used = Date.parse((await lineOf(id, viewer))?.lastUsedAt ?? "");
  expect(used).toBeGreaterThanOrEqual(before - 1);
  expect(used).toBeLessThanOrEqual(Date.now() + 1);
  shiftClock(-3_600_000);
  noteUse(viewer, id);
  await flushUses();
  shiftClock(0);
  expect(Date.parse((await lineOf(id, viewer))?.lastUsedAt ?? "")).toBe(used);
  // Neither programs nor bearers of a dashboard token are somebody; nor is what is gone written.
  noteUse(apiClient(world), id);
  noteUse(await createEmbedViewer(world, { dashboardId: id, tenantId: california.tenant.id }), id);
  noteUse(viewer, uuidv7());
  await flushUses();
  expect(await database.dashboardUse.count({ where: { dashboardId: id } })).toBe(1);
  expect((await lineOf(id, admin))?.lastUsedAt).toBeNull();
});

test("unused since finds who never looked and who looked before, and not who looked after", async () => {
  const id = await board();
  const { viewer, powerUser, admin, author } = world;
  await shareWithUser(author, id, viewer, "VIEWER");
  await shareWithUser(author, id, powerUser, "VIEWER");
  const { organizationId } = world;
  const used = (userId: string, usedAt: string) => ({
    organizationId,
    dashboardId: id,
    userId,
    usedAt: new Date(usedAt),
  });
  await database.dashboardUse.createMany({
    data: [used(viewer.userId, "2026-01-01T00:00:00Z"), used(powerUser.userId, "2026-03-01T00:00:00Z")],
  });
  const found = await listAccessReview(admin, { dashboardId: id, unusedSince: "2026-02-01T00:00:00Z" });
  const expected = [viewer, author, admin].map(({ userId }) => userId).sort();
  expect(found.data.map(({ userId }) => userId).sort()).toEqual(expected);
});

test("the share behind a line can be taken away, and the line is gone", async () => {
  const id = await board();
  await shareWithTenant(world.author, id, world.california.tenant.id);
  const line = await lineOf(id, world.california.viewer);
  expect(line?.ways).toMatchObject([{ kind: "TENANT", level: "VIEWER" }]);
  await removeShare(world.admin, id, line?.ways[0]?.shareId ?? "");
  expect(await lineOf(id, world.california.viewer)).toBeUndefined();
});

test("the CSV has a line a way, in which no name is a formula, and taking it is an event", async () => {
  const id = await board('=HYPERLINK("http://evil.example","Delays")');
  const person = await createPerson(world.admin, {
    email: "formula@harbour.example",
    displayName: "@SUM(1+1)*cmd|' /C calc'!A0",
    role: "VIEWER",
  });
  await shareWithUser(world.author, id, person, "EDITOR");
  const text = await download(world.admin, { dashboardId: id, userId: person.userId });
  const [header, line, ...rest] = text.split("\r\n");
  expect(header).toBe(
    "person,email,personId,role,tenant,dashboard,dashboardId,dashboardHome,through,group,shareId,levelGiven,levelEffective,until,lastUsed",
  );
  expect(line).toMatch(/^'@SUM\(1\+1\)\*cmd/);
  expect(line).toContain(`"'=HYPERLINK(""http://evil.example"",""Delays"")"`);
  expect(line).toContain(",EDITOR,VIEWER,");
  expect(rest).toEqual([""]);
  const event = await database.auditEvent.findFirstOrThrow({
    where: { action: "access_review.exported" },
    orderBy: { id: "desc" },
  });
  expect(event).toMatchObject({ actorId: world.admin.userId, details: { filters: ["userId", "dashboardId"] } });
});

test("the CSV goes on over pages to the end: as many lines as the list has ways", async () => {
  const person = await createPerson(world.admin, {
    email: "many@harbour.example",
    displayName: "Many",
    role: "AUTHOR",
  });
  const original = await board("Original");
  const rows = Array.from({ length: 450 }, (_, index) => ({ id: uuidv7(), title: `Board ${index}` }));
  const { organizationId, project } = world;
  await database.dashboard.createMany({
    data: rows.map((row) => ({
      ...row,
      organizationId,
      projectId: project.id,
      homeId: organizationId,
      secretCiphertext: "",
      secretHash: row.id,
    })),
  });
  await database.share.createMany({
    data: [...rows, { id: original }].map(({ id }) => ({
      organizationId,
      dashboardId: id,
      dashboardHomeId: organizationId,
      scope: "USER" as const,
      userId: person.userId,
      subjectId: person.userId,
      subjectHomeId: organizationId,
      level: "VIEWER" as const,
    })),
  });
  const text = await download(world.admin, { userId: person.userId });
  expect(text.trim().split("\r\n")).toHaveLength(1 + 451);
});
