import { beforeAll, describe, expect, test } from "vitest";
import type { CardView } from "@/lib/dashboards/card-schema";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { readDashboardSecret, rotateDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { listDashboardVersions } from "@/lib/dashboards/dashboard-versions";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { duplicateDashboard } from "@/lib/dashboards/duplicate-dashboard";
import { restoreDashboardVersion } from "@/lib/dashboards/restore-dashboard-version";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { createProject } from "@/lib/projects/create-project";
import { secretMatches } from "@/lib/secrets/random-secret";
import { listShares } from "@/lib/shares/share-queries";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, type World } from "../../support/world";
import {
  apiClient,
  createBoard,
  createBoardWorld,
  createConnectionRow,
  createEmbedViewer,
  numberCard,
  shareWithTenant,
  shareWithUser,
} from "./dashboard-fixture";

let world: World;
let connectionId: string;

beforeAll(async () => {
  ({ world, connectionId } = await createBoardWorld());
});

const sqlOf = (card: CardView) => (card.kind === "TEXT" ? null : card.sql);

const auditOf = (targetId: string, action: string) =>
  database.auditEvent.findMany({
    where: { targetId, action },
    orderBy: { id: "asc" },
    select: { tenantId: true, details: true },
  });

describe("creating", () => {
  const input = (more: object = {}) => ({ projectId: world.project.id, title: "Delays", ...more });

  test("makes the creator OWNER, keeps a first version and records it", async () => {
    const board = await createBoard(world.author, world, connectionId);
    expect(board).toMatchObject({ level: "OWNER", version: 1, tenantId: null, ownerNames: [world.author.displayName] });
    expect((await listDashboardVersions(world.author, board.id)).data.map(({ number }) => number)).toEqual([1]);
    expect(await auditOf(board.id, "dashboard.created")).toHaveLength(1);
  });

  test("an API key's dashboard belongs to the key's creator", async () => {
    const board = await createBoard(apiClient(world, { createdById: world.author.userId }), world, connectionId);
    expect((await getDashboard(world.author, board.id)).level).toBe("OWNER");
    expect((await listShares(world.admin, board.id)).data).toMatchObject([{ subjectId: world.author.userId }]);
  });

  test("a VIEWER creates nothing", async () => {
    for (const viewer of [world.viewer, world.california.viewer]) {
      await expect(createDashboard(viewer, input())).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("a tenant's POWER_USER creates in their own tenant, and another tenant's id is like none", async () => {
    const board = await createDashboard(world.california.powerUser, input());
    expect(board.tenantId).toBe(world.california.tenant.id);
    const create = (tenantId: string) => createDashboard(world.california.powerUser, input({ tenantId }));
    const answerForNone = await create(uuidv7()).catch((error) => error);
    await expect(create(world.texas.tenant.id)).rejects.toEqual(answerForNone);
    await expect(create(world.texas.tenant.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a POWER_USER of the organization creates there, an AUTHOR in any of its tenants", async () => {
    expect((await createDashboard(world.powerUser, input())).tenantId).toBeNull();
    const tenantId = world.texas.tenant.id;
    await expect(createDashboard(world.powerUser, input({ tenantId }))).rejects.toMatchObject({ code: "forbidden" });
    expect((await createDashboard(world.author, input({ tenantId }))).tenantId).toBe(tenantId);
    const nowhere = createDashboard(world.author, input({ tenantId: uuidv7() }));
    await expect(nowhere).rejects.toMatchObject({ code: "not_found" });
  });

  test("another organization's project and another project's connection do not exist", async () => {
    const foreign = await createForeignAdmin();
    await expect(createDashboard(foreign, input())).rejects.toMatchObject({ code: "not_found" });
    const other = await createProject(world.admin, { name: "Other" });
    const elsewhere = await createConnectionRow(world, other.id);
    const withCard = (id: string) => createDashboard(world.author, input({ cards: [numberCard(id)] }));
    const answerForNone = await withCard(uuidv7()).catch((error) => error);
    await expect(withCard(elsewhere)).rejects.toEqual(answerForNone);
    await expect(withCard(elsewhere)).rejects.toMatchObject({ code: "not_found" });
  });

  test("refuses options of another kind, an empty query and one above 64 KiB", async () => {
    const withCard = (more: object) =>
      createDashboard(world.author, input({ cards: [{ ...numberCard(connectionId), ...more }] }));
    for (const more of [{ kind: "PIE" }, { sql: "  " }, { sql: `SELECT '${"x".repeat(65_536)}'` }]) {
      await expect(withCard(more)).rejects.toMatchObject({ code: "invalid_input" });
    }
  });
});

describe("editing", () => {
  test("each edit is a version of its own, and one made on an older version refuses", async () => {
    const board = await createBoard(world.author, world, connectionId);
    const edited = await updateDashboard(world.author, board.id, { title: "Later", version: 1 });
    expect(edited).toMatchObject({ title: "Later", version: 2 });
    const stale = updateDashboard(world.author, board.id, { title: "Lost", version: 1 });
    await expect(stale).rejects.toMatchObject({ code: "conflict" });
    expect((await getDashboard(world.author, board.id)).title).toBe("Later");
  });

  test("of two edits made at the same moment on one version, one is refused", async () => {
    const board = await createBoard(world.author, world, connectionId);
    const edits = ["One", "Two"].map((title) => updateDashboard(world.author, board.id, { title, version: 1 }));
    const results = await Promise.allSettled(edits);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await getDashboard(world.author, board.id)).version).toBe(2);
  });

  test("cards become exactly those given: kept ones keep their id, those left out go", async () => {
    const board = await createBoard(world.author, world, connectionId);
    const first = board.cards[0]?.id ?? "";
    const kept = { ...numberCard(connectionId, { title: "Renamed" }), id: first };
    const two = await updateDashboard(world.author, board.id, { cards: [kept, numberCard(connectionId)] });
    expect(two.cards).toHaveLength(2);
    expect(two.cards.find(({ id }) => id === first)?.title).toBe("Renamed");
    expect((await updateDashboard(world.author, board.id, { cards: [] })).cards).toEqual([]);
  });

  test("a card of another dashboard cannot be taken along", async () => {
    const board = await createBoard(world.author, world, connectionId);
    const other = await createBoard(world.author, world, connectionId);
    const stolen = { ...numberCard(connectionId), id: other.cards[0]?.id };
    await expect(updateDashboard(world.author, board.id, { cards: [stolen] })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await getDashboard(world.author, other.id)).cards).toHaveLength(1);
  });

  test("who may only look is forbidden, who may not even look finds nothing", async () => {
    const board = await createBoard(world.author, world, connectionId);
    await shareWithTenant(world.author, board.id, world.california.tenant.id);
    const edit = { title: "Mine" };
    await expect(updateDashboard(world.california.powerUser, board.id, edit)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(updateDashboard(world.texas.powerUser, board.id, edit)).rejects.toMatchObject({ code: "not_found" });
  });

  test("an edit through the ADMIN role alone says so in the audit", async () => {
    const board = await createBoard(world.author, world, connectionId);
    await updateDashboard(world.author, board.id, { title: "By its owner" });
    await updateDashboard(world.admin, board.id, { title: "By an admin" });
    const details = (await auditOf(board.id, "dashboard.edited")).map((event) => event.details);
    expect(details).toMatchObject([expect.not.objectContaining({ override: true }), { override: true }]);
  });

  test("R09: a session with locked filters saves no query and no filter of its own, although it may edit", async () => {
    const board = await createBoard(world.author, world, connectionId);
    const locked = await createEmbedViewer(world, {
      dashboardId: board.id,
      allowEdit: true,
      params: { carrier: "AA" },
    });
    const free = await createEmbedViewer(world, { dashboardId: board.id, allowEdit: true });
    const cards = [numberCard(connectionId)];
    const source = { connectionId, table: "flights", column: "note" };
    const filters = [{ name: "carrier", label: "Carrier", kind: "text" as const, source }];
    await expect(updateDashboard(locked, board.id, { cards })).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateDashboard(locked, board.id, { filters })).rejects.toMatchObject({ code: "forbidden" });
    expect((await updateDashboard(locked, board.id, { title: "Renamed" })).title).toBe("Renamed");
    expect((await updateDashboard(free, board.id, { cards })).cards).toHaveLength(1);
    await expect(restoreDashboardVersion(locked, board.id, 1)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("versions", () => {
  test("R19: restoring is an edit that leaves shares and secret alone and brings removed cards back", async () => {
    const board = await createBoard(world.author, world, connectionId);
    await updateDashboard(world.author, board.id, { title: "Emptied", cards: [], filters: [] });
    await shareWithTenant(world.author, board.id, world.california.tenant.id);
    const { secret } = await readDashboardSecret(world.admin, board.id);
    const restored = await restoreDashboardVersion(world.author, board.id, 1);
    expect(restored).toMatchObject({ title: "Delays", version: 3, filters: board.filters });
    expect(restored.cards).toEqual(board.cards);
    expect(await readDashboardSecret(world.admin, board.id)).toEqual({ secret });
    expect((await listShares(world.author, board.id)).data).toHaveLength(2);
    expect(await auditOf(board.id, "dashboard.restored")).toHaveLength(1);
  });

  test("R19: whoever may not edit reads no versions and restores none", async () => {
    const board = await createBoard(world.author, world, connectionId);
    await shareWithTenant(world.author, board.id, world.california.tenant.id);
    const { powerUser } = world.california;
    await expect(listDashboardVersions(powerUser, board.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(restoreDashboardVersion(powerUser, board.id, 1)).rejects.toMatchObject({ code: "forbidden" });
    await expect(restoreDashboardVersion(world.author, board.id, 99)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a version whose connection is gone is not restored by half", async () => {
    const gone = await createConnectionRow(world, world.project.id, "short-lived");
    const board = await createBoard(world.author, world, gone);
    await updateDashboard(world.author, board.id, { cards: [] });
    await database.connection.delete({ where: { id: gone } });
    await expect(restoreDashboardVersion(world.author, board.id, 1)).rejects.toMatchObject({ code: "not_found" });
    expect((await getDashboard(world.author, board.id)).version).toBe(2);
  });
});

describe("duplicating", () => {
  test("R19: needs EDITOR, takes neither shares nor secret along, and makes the copier OWNER", async () => {
    const board = await createBoard(world.author, world, connectionId);
    await shareWithUser(world.author, board.id, world.powerUser, "VIEWER");
    await expect(duplicateDashboard(world.powerUser, board.id)).rejects.toMatchObject({ code: "forbidden" });
    await shareWithUser(world.author, board.id, world.powerUser, "EDITOR");
    const copy = await duplicateDashboard(world.powerUser, board.id);
    expect(copy).toMatchObject({ title: "Delays (copy)", level: "OWNER", ownerNames: [world.powerUser.displayName] });
    expect(copy.cards.map(sqlOf)).toEqual(board.cards.map(sqlOf));
    const secrets = await Promise.all([board, copy].map(({ id }) => readDashboardSecret(world.admin, id)));
    expect(secrets[0]).not.toEqual(secrets[1]);
    expect((await listShares(world.powerUser, copy.id)).data).toHaveLength(1);
  });

  test("an organization's dashboard is copied for a tenant; a tenant's never leaves it", async () => {
    const board = await createBoard(world.author, world, connectionId);
    const tenantId = world.california.tenant.id;
    const copy = await duplicateDashboard(world.author, board.id, { tenantId });
    expect(copy.tenantId).toBe(tenantId);
    for (const elsewhere of [null, world.texas.tenant.id]) {
      const out = duplicateDashboard(world.author, copy.id, { tenantId: elsewhere });
      await expect(out).rejects.toMatchObject({ code: "invalid_input" });
    }
    expect((await duplicateDashboard(world.author, copy.id)).tenantId).toBe(tenantId);
  });
});

describe("secrets", () => {
  test("R05: only an ADMIN reads or rotates one, each time recorded, and no other payload holds it", async () => {
    const board = await createBoard(world.author, world, connectionId);
    for (const actor of [world.author, world.powerUser, world.california.powerUser]) {
      await expect(readDashboardSecret(actor, board.id)).rejects.toMatchObject({ code: "forbidden" });
      await expect(rotateDashboardSecret(actor, board.id)).rejects.toMatchObject({ code: "forbidden" });
    }
    const before = await readDashboardSecret(world.admin, board.id);
    const after = await rotateDashboardSecret(world.admin, board.id);
    expect(after.secret).not.toBe(before.secret);
    const { secretHash } = await database.dashboard.findUniqueOrThrow({ where: { id: board.id } });
    expect([secretMatches(before.secret, secretHash), secretMatches(after.secret, secretHash)]).toEqual([false, true]);
    expect(await auditOf(board.id, "dashboard.secret_read")).toHaveLength(1);
    expect(await auditOf(board.id, "dashboard.secret_rotated")).toHaveLength(1);
    const payload = JSON.stringify([await getDashboard(world.admin, board.id), await auditOf(board.id, "")]);
    expect(payload).not.toContain(after.secret);
    expect(payload.toLowerCase()).not.toContain("secret");
  });

  test("R05: an embed token for an admin reads none", async () => {
    const board = await createBoard(world.admin, world, connectionId);
    const token = await createEmbedViewer(world, { userId: world.admin.userId, role: "AUTHOR" });
    await expect(readDashboardSecret(token, board.id)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("deleting", () => {
  test("needs OWNER and takes cards, shares, versions and sessions along", async () => {
    const board = await createBoard(world.author, world, connectionId);
    const token = await createEmbedViewer(world, { dashboardId: board.id });
    await shareWithUser(world.author, board.id, world.powerUser, "CONTRIBUTOR");
    await expect(deleteDashboard(world.powerUser, board.id)).rejects.toMatchObject({ code: "forbidden" });
    await deleteDashboard(world.author, board.id);
    await expect(getDashboard(world.author, board.id)).rejects.toMatchObject({ code: "not_found" });
    const where = { dashboardId: board.id };
    const left = await Promise.all([
      database.card.count({ where }),
      database.share.count({ where }),
      database.dashboardVersion.count({ where }),
      database.embedSession.count({ where: { id: token.embedSessionId } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0]);
    expect(await auditOf(board.id, "dashboard.deleted")).toHaveLength(1);
  });
});
