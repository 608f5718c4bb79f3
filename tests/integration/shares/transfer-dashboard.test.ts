import { beforeAll, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { deletionConsequences } from "@/lib/dashboards/deletion-consequences";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { transferDashboard } from "@/lib/shares/transfer-dashboard";
import { uuidv7 } from "@/lib/uuid";
import { createWorld, type World } from "../../support/world";
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

const board = (owner: Actor = world.author, tenantId?: string) =>
  createBoard(owner, world, connectionId, tenantId ? { tenantId } : {}).then(({ id }) => id);

const levelsOn = async (dashboardId: string) => {
  const shares = await database.share.findMany({ where: { dashboardId, scope: "USER" } });
  return Object.fromEntries(shares.map(({ subjectId, level }) => [subjectId, level]));
};

const answer = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => `${error.code}: ${error.message}`,
  );

describe("handing a dashboard on", () => {
  test("makes the other one owner without an end, and the giver what they asked to be", async () => {
    const { author, powerUser } = world;
    const id = await board();
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    await shareDashboard(author, id, { scope: "USER", userId: powerUser.userId, level: "VIEWER", expiresAt });
    const share = await transferDashboard(author, id, { userId: powerUser.userId });
    expect(share).toMatchObject({ level: "OWNER", effectiveLevel: "OWNER", expiresAt: null });
    expect(await levelsOn(id)).toEqual({ [author.userId]: "CONTRIBUTOR", [powerUser.userId]: "OWNER" });
    await transferDashboard(powerUser, id, { userId: author.userId, previousOwners: "NONE" });
    expect(await levelsOn(id)).toEqual({ [author.userId]: "OWNER" });
    expect(await answer(getDashboard(powerUser, id))).toMatch(/^not_found/);
  });

  test("leaves other owners alone when one of several hands it on", async () => {
    const { author, powerUser, admin } = world;
    const id = await board();
    await shareWithUser(author, id, admin, "OWNER");
    await transferDashboard(author, id, { userId: powerUser.userId, previousOwners: "EDITOR" });
    expect(await levelsOn(id)).toEqual({
      [author.userId]: "EDITOR",
      [admin.userId]: "OWNER",
      [powerUser.userId]: "OWNER",
    });
  });

  test("an ADMIN takes what is not theirs from all its owners, and the audit says that the role did it", async () => {
    const { author, powerUser, admin } = world;
    const id = await board();
    await transferDashboard(admin, id, { userId: powerUser.userId, previousOwners: "NONE" });
    expect(await levelsOn(id)).toEqual({ [powerUser.userId]: "OWNER" });
    const event = await database.auditEvent.findFirstOrThrow({
      where: { targetId: id, action: "dashboard.transferred" },
    });
    expect(event).toMatchObject({ actorId: admin.userId, tenantId: null });
    expect(event.details).toMatchObject({ subjectId: powerUser.userId, override: true, previousOwnerCount: 1 });
    expect(JSON.stringify(event.details)).not.toContain(author.displayName);
  });

  test("is refused to everybody but owners, and noted", async () => {
    const { author, powerUser, viewer } = world;
    const id = await board();
    await shareWithUser(author, id, powerUser, "CONTRIBUTOR");
    expect(await answer(transferDashboard(powerUser, id, { userId: viewer.userId }))).toMatch(/^forbidden/);
    expect(await answer(transferDashboard(viewer, id, { userId: viewer.userId }))).toMatch(/^not_found/);
    await flushAuditQueue();
    const refusals = await database.auditEvent.findMany({
      where: { action: "access.refused", actorId: powerUser.userId },
    });
    expect(JSON.stringify(refusals)).toContain("dashboard:transfer");
  });

  test("is refused to who could not act as an owner, and to the only owner there is", async () => {
    const { author, viewer } = world;
    const id = await board();
    expect(await answer(transferDashboard(author, id, { userId: viewer.userId }))).toMatch(/^invalid_input/);
    expect(await answer(transferDashboard(author, id, { userId: author.userId }))).toMatch(/^invalid_input/);
    expect(await answer(transferDashboard(author, id, { userId: uuidv7() }))).toMatch(/^not_found/);
    expect(await levelsOn(id)).toEqual({ [author.userId]: "OWNER" });
  });
});

describe("tenants", () => {
  test("R19: a tenant's person never comes to own what is the organization's, by whoever hands it on", async () => {
    const id = await board();
    const { powerUser, tenant } = world.california;
    await shareWithTenant(world.author, id, tenant.id, "CONTRIBUTOR");
    for (const giver of [world.author, world.admin]) {
      expect(await answer(transferDashboard(giver, id, { userId: powerUser.userId }))).toMatch(/^invalid_input/);
    }
    expect(await answer(transferDashboard(powerUser, id, { userId: powerUser.userId }))).toMatch(/^forbidden/);
  });

  test("a tenant's owner hands on inside the tenant, and other tenants' people are like nobody", async () => {
    const { powerUser, tenant } = world.california;
    const id = await board(powerUser);
    const nobody = await answer(transferDashboard(powerUser, id, { userId: uuidv7() }));
    for (const stranger of [world.texas.powerUser, world.author]) {
      expect(await answer(transferDashboard(powerUser, id, { userId: stranger.userId }))).toBe(nobody);
    }
    const person = { userId: powerUser.userId, tenantId: tenant.id, role: "POWER_USER" } as const;
    const token = await createEmbedViewer(world, person);
    expect(await answer(transferDashboard(token, id, { userId: world.texas.powerUser.userId }))).toBe(nobody);
    const dashboardToken = await createEmbedViewer(world, { dashboardId: id, tenantId: tenant.id, allowEdit: true });
    expect(await answer(transferDashboard(dashboardToken, id, { userId: powerUser.userId }))).toMatch(/^forbidden/);
  });
});

describe("what goes with a dashboard", () => {
  test("is counted for those who may delete it, and to a tenant nothing that counts other tenants", async () => {
    const { author, powerUser, california } = world;
    const id = await board();
    await shareWithTenant(author, id, california.tenant.id);
    await createEmbedViewer(world, { dashboardId: id, tenantId: california.tenant.id });
    expect(await deletionConsequences(author, id)).toEqual({ cards: 1, versions: 1, shares: 2, embedSessions: 1 });
    await shareWithUser(author, id, powerUser, "CONTRIBUTOR");
    expect(await answer(deletionConsequences(powerUser, id))).toMatch(/^forbidden/);
    expect(await answer(deletionConsequences(california.viewer, id))).toMatch(/^forbidden/);
    expect(await answer(deletionConsequences(world.texas.viewer, id))).toMatch(/^not_found/);
    const own = await board(california.powerUser);
    expect(await deletionConsequences(california.powerUser, own)).toMatchObject({ shares: null, embedSessions: null });
  });
});
