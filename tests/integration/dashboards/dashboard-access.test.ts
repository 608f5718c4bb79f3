import { beforeAll, describe, expect, test } from "vitest";
import { shiftClock } from "@/lib/clock";
import { accessToDashboard, requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { removeShare } from "@/lib/shares/remove-share";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, type World } from "../../support/world";
import {
  apiClient,
  createBoard,
  createBoardWorld,
  createEmbedViewer,
  secretTable,
  shareWithTenant,
  shareWithUser,
} from "./dashboard-fixture";

let world: World;
let connectionId: string;

beforeAll(async () => {
  ({ world, connectionId } = await createBoardWorld());
});

const level = async (actor: Parameters<typeof accessToDashboard>[0], id: string) =>
  (await accessToDashboard(actor, id)).level;

describe("what reaches a person", () => {
  test("nothing does until somebody shares, and then each scope does", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    await expect(accessToDashboard(world.viewer, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(accessToDashboard(world.california.viewer, id)).rejects.toMatchObject({ code: "not_found" });

    const everyone = await shareDashboard(world.author, id, { scope: "ALL_ORGANIZATION_USERS", level: "EDITOR" });
    expect(await level(world.powerUser, id)).toBe("EDITOR");
    await expect(accessToDashboard(world.california.powerUser, id)).rejects.toMatchObject({ code: "not_found" });
    await removeShare(world.author, id, everyone.id);
    await expect(accessToDashboard(world.powerUser, id)).rejects.toMatchObject({ code: "not_found" });

    await shareWithTenant(world.author, id, world.california.tenant.id);
    expect(await level(world.california.viewer, id)).toBe("VIEWER");
    await expect(accessToDashboard(world.texas.viewer, id)).rejects.toMatchObject({ code: "not_found" });

    await shareDashboard(world.author, id, { scope: "ALL_TENANTS", level: "VIEWER" });
    expect(await level(world.texas.viewer, id)).toBe("VIEWER");
    await expect(accessToDashboard(world.viewer, id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a group's share reaches its members and nobody else", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    const group = await createGroup(world.admin, { name: "Operations", tenantId: world.california.tenant.id });
    await addGroupMembers(world.admin, group.id, [world.california.powerUser.userId]);
    await shareDashboard(world.author, id, { scope: "GROUP", groupId: group.id, level: "EDITOR" });
    expect(await level(world.california.powerUser, id)).toBe("EDITOR");
    await expect(accessToDashboard(world.california.viewer, id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a share counts until its end and not a moment longer", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    await shareDashboard(world.author, id, { scope: "USER", userId: world.viewer.userId, level: "VIEWER", expiresAt });
    expect(await level(world.viewer, id)).toBe("VIEWER");
    shiftClock(61_000);
    try {
      await expect(accessToDashboard(world.viewer, id)).rejects.toMatchObject({ code: "not_found" });
    } finally {
      shiftClock(0);
    }
  });

  test("the role is the ceiling of every level", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    await shareWithUser(world.author, id, world.viewer, "OWNER");
    expect(await level(world.viewer, id)).toBe("VIEWER");
    await expect(requireDashboardAction(world.viewer, id, "edit")).rejects.toMatchObject({ code: "forbidden" });
  });

  test("an ADMIN owns every dashboard of the organization, which the audit tells, and none of another's", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    expect(await accessToDashboard(world.admin, id)).toMatchObject({ level: "OWNER", override: true });
    expect(await accessToDashboard(world.author, id)).toMatchObject({ level: "OWNER", override: false });
    const foreign = await createForeignAdmin();
    await expect(accessToDashboard(foreign, id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("what cannot be seen is answered like what does not exist, whatever is asked", async () => {
    const { id } = await createBoard(world.author, world, connectionId, { tenantId: world.texas.tenant.id });
    const answers = [id, uuidv7(), "no-id", ""].map((one) =>
      requireDashboardAction(world.california.powerUser, one, "delete").catch((error) => [error.code, error.message]),
    );
    expect(new Set((await Promise.all(answers)).map(String)).size).toBe(1);
  });
});

describe("R19: a dashboard of the organization that reaches several tenants", () => {
  test("R19: sharing with a second tenant caps the first at VIEWER", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    await shareWithTenant(world.author, id, world.california.tenant.id, "CONTRIBUTOR");
    expect(await level(world.california.powerUser, id)).toBe("CONTRIBUTOR");
    await shareWithTenant(world.author, id, world.texas.tenant.id);
    expect(await level(world.california.powerUser, id)).toBe("VIEWER");
    await expect(requireDashboardAction(world.california.powerUser, id, "edit")).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("R19: a tenant that comes second never gets more than VIEWER, through any of its people", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    await shareWithTenant(world.author, id, world.texas.tenant.id);
    const share = await shareWithUser(world.author, id, world.california.powerUser, "EDITOR");
    expect(share).toMatchObject({ level: "EDITOR", effectiveLevel: "VIEWER" });
    expect(await level(world.california.powerUser, id)).toBe("VIEWER");
    expect(await level(world.author, id)).toBe("OWNER");
  });

  test("R19: a single person of a second tenant and all tenants at once cap as well", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    await shareWithTenant(world.author, id, world.california.tenant.id, "EDITOR");
    const one = await shareWithUser(world.author, id, world.texas.viewer, "VIEWER");
    expect(await level(world.california.powerUser, id)).toBe("VIEWER");
    await removeShare(world.author, id, one.id);
    expect(await level(world.california.powerUser, id)).toBe("EDITOR");
    await shareDashboard(world.author, id, { scope: "ALL_TENANTS", level: "VIEWER" });
    expect(await level(world.california.powerUser, id)).toBe("VIEWER");
  });

  test("R19: allowEdit ends where a second tenant would see the edits", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    await shareWithTenant(world.author, id, world.california.tenant.id);
    const token = await createEmbedViewer(world, {
      dashboardId: id,
      tenantId: world.california.tenant.id,
      allowEdit: true,
    });
    expect(await level(token, id)).toBe("EDITOR");
    await shareWithTenant(world.author, id, world.texas.tenant.id);
    expect(await level(token, id)).toBe("VIEWER");
  });

  test("R19: a tenant's person never owns it", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    await expect(shareWithUser(world.author, id, world.california.powerUser, "OWNER")).rejects.toMatchObject({
      code: "invalid_input",
    });
    // Even with a row that no command writes.
    await database.share.create({
      data: {
        organizationId: world.organizationId,
        dashboardId: id,
        dashboardHomeId: world.organizationId,
        scope: "USER",
        userId: world.california.powerUser.userId,
        subjectId: world.california.powerUser.userId,
        subjectHomeId: world.california.tenant.id,
        level: "OWNER",
      },
    });
    expect(await level(world.california.powerUser, id)).toBe("CONTRIBUTOR");
  });
});

describe("embed tokens", () => {
  test("R05: a tenant's dashboard opens for that tenant's dashboard token only", async () => {
    const { id } = await createBoard(world.author, world, connectionId, { tenantId: world.california.tenant.id });
    const own = await createEmbedViewer(world, { dashboardId: id, tenantId: world.california.tenant.id });
    expect(await level(own, id)).toBe("VIEWER");
    for (const tenantId of [world.texas.tenant.id, null]) {
      const other = await createEmbedViewer(world, { dashboardId: id, tenantId });
      await expect(accessToDashboard(other, id)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("R05: an organization's dashboard opens for tenants it is shared with, until it is not", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    const token = await createEmbedViewer(world, { dashboardId: id, tenantId: world.california.tenant.id });
    await expect(accessToDashboard(token, id)).rejects.toMatchObject({ code: "not_found" });
    const share = await shareWithTenant(world.author, id, world.california.tenant.id);
    expect(await level(token, id)).toBe("VIEWER");
    await removeShare(world.author, id, share.id);
    await expect(accessToDashboard(token, id)).rejects.toMatchObject({ code: "not_found" });
    await shareDashboard(world.author, id, { scope: "ALL_TENANTS", level: "VIEWER" });
    expect(await level(token, id)).toBe("VIEWER");
    const nobody = await createEmbedViewer(world, { dashboardId: id });
    expect(await level(nobody, id)).toBe("VIEWER");
  });

  test("R08: a dashboard token opens its dashboard and no other", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    const other = await createBoard(world.author, world, connectionId);
    const token = await createEmbedViewer(world, { dashboardId: id });
    await expect(accessToDashboard(token, other.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(requireDashboardAction(token, id, "edit")).rejects.toMatchObject({ code: "forbidden" });
    const editor = await createEmbedViewer(world, { dashboardId: id, allowEdit: true });
    expect(await level(editor, id)).toBe("EDITOR");
    await expect(requireDashboardAction(editor, id, "share")).rejects.toMatchObject({ code: "forbidden" });
  });

  test("R08: an admin's project token has no override, and its white list narrows and never grants", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    const as = { userId: world.admin.userId, role: "AUTHOR" } as const;
    const token = await createEmbedViewer(world, as);
    await expect(accessToDashboard(token, id)).rejects.toMatchObject({ code: "not_found" });
    const listed = await createEmbedViewer(world, { ...as, dashboardIds: [id] });
    await expect(accessToDashboard(listed, id)).rejects.toMatchObject({ code: "not_found" });
    await shareWithUser(world.author, id, world.admin, "EDITOR");
    expect(await level(token, id)).toBe("EDITOR");
    const elsewhere = await createEmbedViewer(world, { ...as, dashboardIds: [uuidv7()] });
    await expect(accessToDashboard(elsewhere, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("API keys", () => {
  test("R08: an ADMIN's key owns what its scopes let it, a lesser creator's key has the creator's own shares", async () => {
    const { id } = await createBoard(world.author, world, connectionId);
    expect(await level(apiClient(world), id)).toBe("OWNER");
    const reader = apiClient(world, { scopes: ["dashboard:read"] });
    await expect(requireDashboardAction(reader, id, "edit")).rejects.toMatchObject({ code: "forbidden" });
    const blind = apiClient(world, { scopes: [] });
    await expect(accessToDashboard(blind, id)).rejects.toMatchObject({ code: "forbidden" });
    const lesser = apiClient(world, { role: "AUTHOR", createdById: world.powerUser.userId });
    await expect(accessToDashboard(lesser, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what a VIEWER gets", () => {
  test("R19: holds no SQL, connection, table, version or column behind a filter", async () => {
    const board = await createBoard(world.author, world, connectionId);
    await shareWithTenant(world.author, board.id, world.california.tenant.id);
    const token = await createEmbedViewer(world, { dashboardId: board.id, tenantId: world.california.tenant.id });
    for (const actor of [world.california.powerUser, token]) {
      const seen = await getDashboard(actor, board.id);
      const text = JSON.stringify(seen);
      for (const secret of [secretTable, connectionId, "SELECT", "carrier_code", "version"]) {
        expect(text).not.toContain(secret);
      }
      expect(seen.cards).toHaveLength(1);
    }
    expect((await getDashboard(world.author, board.id)).cards[0]).toMatchObject({ connectionId });
  });

  test("a tenant's person reads the names of no owner outside their tenant", async () => {
    const board = await createBoard(world.author, world, connectionId);
    await shareWithTenant(world.author, board.id, world.california.tenant.id);
    const seen = await getDashboard(world.california.viewer, board.id);
    expect(seen).toMatchObject({ ownerNames: [], hasOtherOwners: true });
    expect((await getDashboard(world.author, board.id)).ownerNames).toEqual([world.author.displayName]);
  });
});
