import { beforeAll, expect, test } from "vitest";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { createGroup } from "@/lib/groups/create-group";
import { shareDashboards } from "@/lib/shares/share-dashboards";
import type { ShareDashboardsInput, ShareResult } from "@/lib/shares/share-schema";
import { uuidv7 } from "@/lib/uuid";
import { createWorld, type World } from "../../support/world";
import { createBoard, createConnectionRow, shareWithUser } from "../dashboards/dashboard-fixture";

let world: World;
let connectionId: string;

beforeAll(async () => {
  world = await createWorld();
  connectionId = await createConnectionRow(world);
});

const board = (tenantId?: string) =>
  createBoard(world.author, world, connectionId, tenantId ? { tenantId } : {}).then(({ id }) => id);

const outcomes = ({ lines }: ShareResult) =>
  lines.map(({ dashboardId, grant, outcome, error }) => [dashboardId, grant, outcome, error?.code ?? null]);

test("every dashboard goes to every subject, each with its event, in the order that was asked for", async () => {
  const ids = [await board(), await board()].reverse();
  const group = await createGroup(world.admin, { name: "Everybody at work" });
  const grants: ShareDashboardsInput["grants"] = [
    { scope: "USER", userId: world.viewer.userId, level: "VIEWER" },
    { scope: "GROUP", groupId: group.id, level: "EDITOR" },
    { scope: "TENANT", tenantId: world.california.tenant.id, level: "VIEWER" },
  ];
  const result = await shareDashboards(world.author, { dashboardIds: ids, grants, dashboardVersions: [1, 1] });
  expect(result.applied).toBe(true);
  expect(outcomes(result)).toEqual(ids.flatMap((id) => [0, 1, 2].map((grant) => [id, grant, "shared", null])));
  expect(await database.share.count({ where: { dashboardId: { in: ids } } })).toBe(8);
  const events = await database.auditEvent.count({ where: { targetId: { in: ids }, action: "dashboard.shared" } });
  expect(events).toBe(6);
});

test("of all or nothing, one refusal leaves everything as it was and names itself alone", async () => {
  const [mine, theirs] = [await board(), await board(world.california.tenant.id)];
  const grants: ShareDashboardsInput["grants"] = [
    { scope: "USER", userId: world.viewer.userId, level: "VIEWER" },
    { scope: "TENANT", tenantId: world.texas.tenant.id, level: "VIEWER" },
  ];
  const input = { dashboardIds: [mine, theirs], grants, dashboardVersions: [1, 1] };
  const before = await database.share.findMany({ where: { dashboardId: { in: [mine, theirs] } } });
  const result = await shareDashboards(world.author, input);
  expect(result.applied).toBe(false);
  expect(outcomes(result)).toEqual([
    [mine, 0, "held_back", null],
    [mine, 1, "held_back", null],
    [theirs, 0, "held_back", null],
    [theirs, 1, "refused", "invalid_input"],
  ]);
  expect(await database.share.findMany({ where: { dashboardId: { in: [mine, theirs] } } })).toEqual(before);
  const each = await shareDashboards(world.author, { ...input, mode: "each" });
  expect(each.applied).toBe(true);
  expect(outcomes(each).map(([, , outcome]) => outcome)).toEqual(["shared", "shared", "shared", "refused"]);
});

test("a dashboard or subject out of reach is refused as one that does not exist, line by line", async () => {
  const { powerUser, viewer } = world.california;
  const own = await createBoard(powerUser, world, connectionId);
  const texan = await createBoard(world.texas.powerUser, world, connectionId);
  const ask = (dashboardIds: string[], userId: string, level: "VIEWER" | "OWNER" = "VIEWER") =>
    shareDashboards(powerUser, { dashboardIds, grants: [{ scope: "USER", userId, level }], mode: "each" });
  const refusal = async (asked: Promise<ShareResult>) =>
    (await asked).lines.map(({ outcome, error }) => ({ outcome, error }));
  const none = await refusal(ask([uuidv7()], viewer.userId));
  expect(none).toMatchObject([{ outcome: "refused", error: { code: "not_found" } }]);
  expect(await refusal(ask([texan.id], viewer.userId))).toEqual(none);
  const nobody = await refusal(ask([own.id], uuidv7()));
  expect(await refusal(ask([own.id], world.texas.viewer.userId))).toEqual(nobody);
  expect(await refusal(ask([own.id], world.author.userId))).toEqual(nobody);
  expect((await ask([own.id, texan.id], viewer.userId)).lines.map(({ outcome }) => outcome)).toEqual([
    "shared",
    "refused",
  ]);
});

test("nobody gives above their own level on any line, and a VIEWER asks for nothing", async () => {
  const [id, other] = [await board(), await board()];
  await shareWithUser(world.author, id, world.powerUser, "CONTRIBUTOR");
  await shareWithUser(world.author, other, world.powerUser, "EDITOR");
  const grants: ShareDashboardsInput["grants"] = [
    { scope: "USER", userId: world.viewer.userId, level: "OWNER" },
    { scope: "USER", userId: world.viewer.userId, level: "EDITOR" },
  ];
  const result = await shareDashboards(world.powerUser, { dashboardIds: [id, other], grants, mode: "each" });
  expect(outcomes(result).map(([, , outcome, code]) => `${outcome} ${code}`)).toEqual([
    "refused forbidden",
    "shared null",
    "refused forbidden",
    "refused forbidden",
  ]);
  await expect(shareDashboards(world.viewer, { dashboardIds: [id], grants })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("R21: to a tenant goes only what was looked at as it is now, dashboard by dashboard", async () => {
  const [first, second] = [await board(), await board()];
  const dashboardIds = [first, second];
  const grants: ShareDashboardsInput["grants"] = [
    { scope: "TENANT", tenantId: world.texas.tenant.id, level: "VIEWER" },
    { scope: "USER", userId: world.viewer.userId, level: "VIEWER" },
  ];
  const ask = async (dashboardVersions?: number[]) =>
    outcomes(
      await shareDashboards(world.author, {
        ...{ dashboardIds, grants, mode: "each" },
        ...(dashboardVersions ? { dashboardVersions } : {}),
      }),
    ).map(([, , outcome, code]) => `${outcome} ${code}`);
  const unseen = ["refused invalid_input", "shared null"];
  expect(await ask()).toEqual([...unseen, ...unseen]);
  await updateDashboard(world.author, second, { title: "Changed since" });
  expect(await ask([1, 1])).toEqual(["shared null", "shared null", "refused conflict", "refused conflict"]);
  expect(await ask([1, 2])).toEqual(Array(4).fill("shared null"));
  await expect(ask([1])).rejects.toMatchObject({ code: "invalid_input" });
});

test("more than 500 shares at once, and a dashboard named twice, are refused before anything is read", async () => {
  const grant = { scope: "USER", userId: uuidv7(), level: "VIEWER" } as const;
  const many = { dashboardIds: Array.from({ length: 101 }, uuidv7), grants: Array(5).fill(grant) };
  await expect(shareDashboards(world.author, many)).rejects.toMatchObject({ code: "invalid_input" });
  const id = uuidv7();
  const twice = { dashboardIds: [id, id], grants: [grant] };
  await expect(shareDashboards(world.author, twice)).rejects.toMatchObject({ code: "invalid_input" });
});
