import { beforeAll, describe, expect, test } from "vitest";
import { apiOperations } from "@/app/api/v1/openapi.json/operations";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { callApi as call, cookieOf, operationTitle as title } from "../../support/call-api";
import { createWorld, type World } from "../../support/world";

/** What embed tokens are for; every other permission must be out of their reach. */
const embedNouns = ["dashboard", "domain"];
/** What a tenant's VIEWER may do over the portal's session. */
const viewerPermissions = ["account:manage", "project:read", "dashboard:view", "domain:read"];

let world: World;
let boards: { california: string; texas: string };
let credentials: {
  adminCookie: string;
  viewerCookie: string;
  scopelessKey: string;
  dashboardToken: string;
  adminToken: string;
  california: string;
  texas: string;
};

beforeAll(async () => {
  world = await createWorld();
  const { admin, california, texas, project } = world;
  const boardOf = async (title: string, tenantId: string) => {
    const { id } = await createDashboard(admin, { projectId: project.id, title, tenantId });
    await shareDashboard(admin, id, { scope: "TENANT", tenantId, level: "VIEWER" });
    return id;
  };
  boards = {
    california: await boardOf("California's", california.tenant.id),
    texas: await boardOf("Texas's", texas.tenant.id),
  };
  const { secret: dashboardSecret } = await readDashboardSecret(admin, boards.california);
  const { secret: projectSecret } = await readProjectSecret(admin, project.id);
  const forProject = { type: "project", projectId: project.id, projectSecret };
  const ofTenant = (tenantId: string) => ({ dashboardSecret, dashboardId: boards.california, tenantId });
  const person = (endUserEmail: string, tenantId: string) => ({ ...forProject, endUserEmail, tenantId });
  credentials = {
    adminCookie: await cookieOf(admin.email),
    viewerCookie: await cookieOf(california.viewer.email),
    scopelessKey: (await createApiKey(admin, { name: "Scopeless", scopes: ["token:issue"] })).key,
    dashboardToken: await tokenFor(ofTenant(california.tenant.id)),
    adminToken: await tokenFor({ ...forProject, orgUserId: admin.userId }),
    california: await tokenFor(person(california.viewer.email, california.tenant.id)),
    texas: await tokenFor(person(texas.viewer.email, texas.tenant.id)),
  };
});

async function tokenFor(input: unknown): Promise<string> {
  return (await issueEmbedToken(issueTokenSchema.parse(input))).accessToken;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const closed = apiOperations.filter(({ authentication }) => authentication !== "none");
const guarded = closed.filter(({ permission }) => permission !== undefined);
const table = (operations: readonly ApiOperation[]) =>
  operations.map((operation) => [title(operation), operation] as const);

/** Refused for want of a right. What is sent is read before the right is asked for, so nothing may be refused first. */
function refusals({ request }: ApiOperation): number[] {
  const needsQuery = request?.query !== undefined && !request.query.safeParse({}).success;
  return request?.body || needsQuery ? [400, 403, 404] : [403];
}

describe("R08: route by credential", () => {
  test.each(table(closed))("%s answers 401 without a credential and with a bad one", async (_, operation) => {
    const bad = ["not.a.token", `bh_key_${"x".repeat(43)}`];
    const answers = await Promise.all([call(operation, {}), ...bad.map((token) => call(operation, bearer(token)))]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  test.each(table(closed))("%s never looks at an admin's cookie beside a bad bearer", async (_, operation) => {
    const headers = { ...bearer("not.a.token"), cookie: credentials.adminCookie, "sec-fetch-site": "same-origin" };
    expect((await call(operation, headers)).status).toBe(401);
  });

  test.each(table(guarded))("%s is out of reach of an API key without its scope", async (_, operation) => {
    const { status } = await call(operation, bearer(credentials.scopelessKey));
    expect([...refusals(operation), 404]).toContain(status);
  });

  const management = guarded.filter(({ permission = "" }) => !embedNouns.includes(permission.split(":")[0] ?? ""));
  test.each(table(management))("%s is out of reach of embed tokens, an ADMIN's too", async (_, operation) => {
    for (const token of [credentials.dashboardToken, credentials.adminToken, credentials.california]) {
      const { status } = await call(operation, { ...bearer(token), cookie: credentials.adminCookie });
      expect(refusals(operation)).toContain(status);
    }
  });

  const beyondViewers = guarded.filter(({ permission = "" }) => !viewerPermissions.includes(permission));
  test.each(table(beyondViewers))("%s is out of reach of a tenant's VIEWER", async (_, operation) => {
    const headers = { cookie: credentials.viewerCookie, "sec-fetch-site": "same-origin" };
    const ids = { dashboardId: boards.california };
    expect(refusals(operation)).toContain((await call(operation, headers, ids)).status);
  });

  test("the matrix is not empty, and the same doors open to those they are for", async () => {
    expect([closed.length > 60, management.length > 40, beyondViewers.length > 50]).toEqual([true, true, true]);
    const lists = guarded.filter(
      ({ method, path }) => method === "get" && !/[{]|assignments|subject-export/.test(path),
    );
    const headers = { cookie: credentials.adminCookie, "sec-fetch-site": "same-origin" };
    for (const operation of lists) expect((await call(operation, headers)).status, title(operation)).toBe(200);
  });
});

test("R08: two tenants' tokens and an admin's cookie in one browser each see what the token is for", async () => {
  const operation = apiOperations.find(
    ({ method, path }) => method === "get" && path === "/api/v1/dashboards/{dashboardId}",
  );
  if (!operation) throw new Error("the route is gone");
  const seen = async (token: string, dashboardId: string) => {
    const headers = { ...bearer(token), cookie: `${credentials.adminCookie}; ${credentials.viewerCookie}` };
    return (await call(operation, headers, { dashboardId })).status;
  };
  const [california, texas] = [credentials.california, credentials.texas];
  const answers = [
    await seen(california, boards.california),
    await seen(california, boards.texas),
    await seen(texas, boards.texas),
    await seen(texas, boards.california),
    await seen(credentials.dashboardToken, boards.california),
    await seen(credentials.dashboardToken, boards.texas),
  ];
  expect(answers).toEqual([200, 404, 200, 404, 200, 404]);
});
