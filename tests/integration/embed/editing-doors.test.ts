import { beforeAll, describe, expect, test } from "vitest";
import { apiOperations } from "@/app/api/v1/openapi.json/operations";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { callApi, operationTitle } from "../../support/call-api";
import { routeTable } from "../../support/route-table";
import { createWorld, type World } from "../../support/world";

/** What the editor of an embed asks, beside what every viewer does. */
const editing = /^\/api\/v1\/dashboards\/\{dashboardId\}\/(draft|editing|versions|sources)(\/|$)/;
const doors = apiOperations.filter(
  ({ method, path }) => editing.test(path) || (method === "patch" && path === "/api/v1/dashboards/{dashboardId}"),
);

let world: World;
let dashboardId = "";
let viewOnly: Readonly<Record<string, HeadersInit>>;
let mayEdit: HeadersInit;

beforeAll(async () => {
  world = await createWorld();
  const { admin, author, project, california } = world;
  const tenantId = california.tenant.id;
  ({ id: dashboardId } = await createDashboard(author, { projectId: project.id, title: "Delays", tenantId }));
  await shareDashboard(author, dashboardId, { scope: "TENANT", tenantId, level: "EDITOR" });
  const [{ secret: dashboardSecret }, { secret: projectSecret }] = await Promise.all([
    readDashboardSecret(admin, dashboardId),
    readProjectSecret(admin, project.id),
  ]);
  const headers = async (input: object) => {
    const { accessToken } = await issueEmbedToken(issueTokenSchema.parse(input));
    return { authorization: `Bearer ${accessToken}` };
  };
  const ofDashboard = { dashboardId, dashboardSecret, tenantId };
  const ofProject = { type: "project", projectId: project.id, projectSecret, tenantId };
  viewOnly = {
    "a dashboard's token": await headers(ofDashboard),
    "the token of a VIEWER whom an EDITOR's share reaches": await headers({
      ...ofProject,
      endUserId: california.viewer.userId,
    }),
  };
  mayEdit = await headers({ ...ofProject, endUserId: california.powerUser.userId });
});

const ask = (door: (typeof doors)[number], headers: HeadersInit) =>
  callApi(
    door,
    headers,
    { dashboardId, versionNumber: "1" },
    {
      body: routeTable[operationTitle(door)]?.[2],
    },
  );

describe("a token that may only look", () => {
  test.each(doors.map((door) => [operationTitle(door), door] as const))("R08: is refused at %s", async (_, door) => {
    for (const [whose, headers] of Object.entries(viewOnly)) {
      expect((await ask(door, headers)).status, whose).toBe(403);
    }
  });

  test("R08: leaves no draft and no version behind", async () => {
    for (const headers of Object.values(viewOnly)) {
      for (const door of doors) await ask(door, headers);
    }
    expect(await database.dashboardDraft.count({ where: { dashboardId } })).toBe(0);
    expect(await database.dashboardVersion.count({ where: { dashboardId } })).toBe(1);
  });

  test("is shown the dashboard all the same, without what stands behind its cards", async () => {
    for (const headers of Object.values(viewOnly)) {
      const view = await callApi({ method: "get", path: "/api/v1/dashboards/{dashboardId}" }, headers, { dashboardId });
      expect(view.status).toBe(200);
      expect(await view.json()).not.toHaveProperty("version");
    }
  });
});

test("the same doors let in a token whose person may edit", async () => {
  expect(doors.length).toBeGreaterThan(10);
  for (const door of doors) {
    expect((await ask(door, mayEdit)).status, operationTitle(door)).not.toBe(403);
  }
});
