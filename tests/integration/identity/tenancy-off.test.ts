import { encode } from "next-auth/jwt";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { exportAuditEvents } from "@/lib/audit/export-audit-events";
import { shiftClock } from "@/lib/clock";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { duplicateDashboard } from "@/lib/dashboards/duplicate-dashboard";
import { dashboardFiltersSchema } from "@/lib/dashboards/filter-schema";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { dashboardDataResponse } from "@/lib/embed/dashboard-data";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import type { Actor, ApiClient } from "@/lib/identity/actor";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { sessionActor } from "@/lib/identity/session-actor";
import { sessionCookieName, sessionSecret } from "@/lib/identity/session-cookie";
import { signIn } from "@/lib/identity/sign-in";
import { signOut } from "@/lib/identity/sign-out";
import { switchTenancyOff, switchTenancyOn } from "@/lib/identity/tenancy-off";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { previewCard } from "@/lib/queries/preview-card";
import { requireOnlyLooking } from "@/lib/queries/require-only-looking";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createTenant } from "@/lib/tenants/create-tenant";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { createPostgresSource } from "@/tests/support/data-sources";
import { createPerson, createWorld, type World, worldPassword } from "@/tests/support/world";

let world: World;
let connectionId: string;
let boardId: string;
let sessionId: string;

const allIds = "SELECT id FROM sales ORDER BY id";
const layout = { x: 0, y: 0, width: 6, height: 4 };

beforeAll(async () => {
  world = await createWorld();
  const { admin, project, california } = world;
  const { url } = await createPostgresSource();
  const settings = { engine: "POSTGRES", url } as const;
  connectionId = (await createConnection(admin, { projectId: project.id, name: "Source", settings })).id;
  await refreshCatalog(admin, connectionId);
  await setTableExposures(admin, connectionId, { exposure: "PROTECTED" });
  const policy = await createPolicy(admin, {
    projectId: project.id,
    connectionId,
    name: "state",
    rules: [{ table: "sales", filter: "state = {{ state }}", excludedColumns: ["cost"] }],
  });
  const parameters = { state: "{{ tenant.attributes.state }}" };
  await createAssignment(admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
  await createAssignment(admin, {
    policyId: policy.id,
    kind: "USER",
    userId: admin.userId,
    parameters: { state: "Texas" },
  });
  const card = { kind: "TABLE" as const, title: "Sales", connectionId, sql: allIds, options: {}, layout };
  const input = { projectId: project.id, title: "California's", tenantId: california.tenant.id, cards: [card] };
  boardId = (await createDashboard(admin, input)).id;
});

beforeEach(async () => {
  sessionId = await sessionOf(world.admin.email);
});

afterEach(() => shiftClock(0));

async function sessionOf(email: string): Promise<string> {
  const id = await signIn({ email, password: worldPassword }, { address: "192.0.2.1" });
  if (id === null) throw new Error("nobody signed in");
  return id;
}

/** Who the session stands for right now. */
async function actorOfSession(id = sessionId): Promise<Actor> {
  const actor = await sessionActor(id);
  if (!actor) throw new Error("the session has ended");
  return actor;
}

async function switchOff(): Promise<Actor> {
  await switchTenancyOff(await actorOfSession(), sessionId);
  return actorOfSession();
}

const preview = (actor: Actor, more: object = {}) =>
  previewCard(actor, { projectId: world.project.id, connectionId, sql: allIds, ...more });
const ids = async (actor: Actor) => (await preview(actor)).data[0];
const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.code,
  );

async function viewBoard(id = sessionId): Promise<unknown> {
  const cookie = `${sessionCookieName()}=${await encode({ token: { sid: id }, secret: sessionSecret() })}`;
  const response = await dashboardDataResponse(
    new Request(`http://localhost:3000/api/v1/dashboards/${boardId}/data`, {
      method: "POST",
      headers: { cookie, "sec-fetch-site": "same-origin" },
      body: "{}",
    }),
  );
  return JSON.parse(await response.text()).data?.[0];
}

describe("R15: an admin's session without tenancy", () => {
  test("R15: shows this admin every row in preview and dashboards, and other sessions of the same person none more", async () => {
    const other = await sessionOf(world.admin.email);
    expect(await ids(await actorOfSession())).toEqual([3, 4]);
    expect(await viewBoard()).toEqual([]);
    const off = await switchOff();
    expect(await ids(off)).toEqual([1, 2, 3, 4, 5]);
    expect(await viewBoard()).toEqual([1, 2, 3, 4, 5]);
    expect((await preview(off, { sql: "SELECT cost FROM sales WHERE id = 1" })).columns).toHaveLength(1);
    expect(await ids(await actorOfSession(other))).toEqual([3, 4]);
    expect(await viewBoard(other)).toEqual([]);
    expect(await ids(world.texas.powerUser)).toEqual([3, 4]);
  });

  test("R15: is still under the guard: one statement, reading only, no system schemas, no dangerous functions", async () => {
    const off = await switchOff();
    for (const sql of [
      "DELETE FROM sales",
      "SELECT 1; SELECT 2",
      "SELECT * FROM pg_catalog.pg_authid",
      "SELECT * FROM information_schema.tables",
      "SELECT pg_read_file('/etc/passwd')",
      "SELECT pg_sleep(10)",
      "SELECT set_config('role', 'postgres', false)",
      "SELECT * FROM nowhere",
    ]) {
      expect([sql, await code(preview(off, { sql }))]).toEqual([sql, "query_refused"]);
    }
    expect(await code(preview(off, { asTenantId: world.texas.tenant.id }))).toBe("invalid_input");
  });

  test("R15: ends after 15 minutes, by hand and by signing out, each end recorded with its reason", async () => {
    await switchOff();
    shiftClock(14 * 60_000 + 50_000);
    expect(await ids(await actorOfSession())).toEqual([1, 2, 3, 4, 5]);
    shiftClock(15 * 60_000 + 1_000);
    const [one] = await Promise.all([actorOfSession(), actorOfSession(), actorOfSession()]);
    expect(await ids(one)).toEqual([3, 4]);
    shiftClock(0);

    await switchTenancyOn(await switchOff(), sessionId);
    expect(await ids(await actorOfSession())).toEqual([3, 4]);
    await switchTenancyOn(await actorOfSession(), sessionId);

    await switchOff();
    await signOut(sessionId);
    expect(await sessionActor(sessionId)).toBeNull();
    const ends = await database.auditEvent.findMany({
      where: { action: "tenancy.switched_on" },
      orderBy: { id: "asc" },
    });
    expect(ends.map(({ details }) => details)).toEqual([
      { reason: "time" },
      { reason: "by hand" },
      { reason: "sign-out" },
    ]);
    const begins = await database.auditEvent.findMany({
      where: { action: "tenancy.switched_off", actorId: world.admin.userId },
    });
    expect(begins.every(({ details }) => typeof (details as { until?: unknown }).until === "string")).toBe(true);
  });

  test("R15: cannot be lengthened while it lasts, and not be had for another session or person", async () => {
    const off = await switchOff();
    shiftClock(5 * 60_000);
    expect(await code(switchTenancyOff(off, sessionId))).toBe("conflict");
    shiftClock(0);
    const theirs = await sessionOf(world.author.email);
    expect(await code(switchTenancyOff(await actorOfSession(), theirs))).toBe("conflict");
    await signOut(sessionId);
    expect(await code(switchTenancyOff(world.admin, sessionId))).toBe("conflict");
    expect(await code(switchTenancyOff(world.admin, uuidv7()))).toBe("conflict");
  });

  test("R15: is nobody's but a signed-in ADMIN's of the organization", async () => {
    const { admin, author, powerUser, viewer, california, project } = world;
    for (const person of [author, powerUser, viewer, california.powerUser, california.viewer]) {
      expect(await code(switchTenancyOff(person, await sessionOf(person.email)))).toBe("forbidden");
    }
    const { id: apiKeyId } = await createApiKey(admin, { name: "All", scopes: ["data:read", "tenant:write"] });
    const key: ApiClient = {
      kind: "api_client",
      organizationId: admin.organizationId,
      apiKeyId,
      createdById: admin.userId,
      displayName: "All",
      role: "ADMIN",
      scopes: ["tenancy:write", "tenancy:switch_off"],
    };
    expect(await code(switchTenancyOff(key, sessionId))).toBe("forbidden");
    const { secret: projectSecret } = await readProjectSecret(admin, project.id);
    const body = { type: "project", projectId: project.id, projectSecret, orgUserId: admin.userId };
    const { accessToken } = await issueEmbedToken(issueTokenSchema.parse(body));
    const viewerOfToken = await actorFromEmbedToken(accessToken);
    expect(await code(switchTenancyOff(viewerOfToken, sessionId))).toBe("forbidden");
    await switchOff();
    expect(await actorFromEmbedToken(accessToken)).toEqual(viewerOfToken);
    expect(await code(createApiKey(admin, { name: "x", scopes: ["tenancy:write"] }))).toBe("invalid_input");
  });

  test("R15: is over with the role", async () => {
    const email = "second@harbour.example";
    const second = await createPerson(world.admin, { email, displayName: "Second Admin", role: "ADMIN" });
    const id = await sessionOf(email);
    await switchTenancyOff(second, id);
    expect(await actorOfSession(id)).toHaveProperty("tenancyOff");
    await updateUser(world.admin, second.userId, { role: "AUTHOR" });
    expect(await actorOfSession(id)).not.toHaveProperty("tenancyOff");
  });

  test("R15: saves, shares, hands out and exports nothing, and says why", async () => {
    const { project, california } = world;
    const off = await switchOff();
    const board = { projectId: project.id, title: "Kept" };
    const version = (await database.dashboard.findUniqueOrThrow({ where: { id: boardId } })).version;
    const attempts: [string, () => Promise<unknown>][] = [
      ["create a dashboard", () => createDashboard(off, board)],
      ["edit a dashboard", () => updateDashboard(off, boardId, { title: "Seen", version })],
      ["duplicate a dashboard", () => duplicateDashboard(off, boardId, {})],
      ["delete a dashboard", () => deleteDashboard(off, boardId)],
      [
        "share a dashboard",
        () => shareDashboard(off, boardId, { scope: "TENANT", tenantId: california.tenant.id, level: "VIEWER" }),
      ],
      ["read a dashboard's secret", () => readDashboardSecret(off, boardId)],
      ["read the project's secret", () => readProjectSecret(off, project.id)],
      ["make an API key", () => createApiKey(off, { name: "x", scopes: ["data:read"] })],
      ["make a tenant", () => createTenant(off, { key: "kept", name: "Kept" })],
      ["export the audit", () => exportAuditEvents(off, "csv")],
      ["run an export", async () => requireOnlyLooking(off, "export")],
    ];
    // That they were refused is noted, and nothing else.
    const events = async () => {
      await flushAuditQueue();
      return database.auditEvent.count({ where: { action: { not: "access.refused" } } });
    };
    const before = await events();
    for (const [name, attempt] of attempts) {
      await expect(attempt(), name).rejects.toMatchObject({
        code: "forbidden",
        message: expect.stringContaining("Tenancy is off in this session"),
      });
    }
    expect(await events()).toBe(before);
    expect(await database.dashboard.count({ where: { title: { in: ["Kept", "Seen"] } } })).toBe(0);
    expect(await database.tenant.count({ where: { key: "kept" } })).toBe(0);
    await switchTenancyOn(off, sessionId);
    expect((await createDashboard(await actorOfSession(), board)).title).toBe("Kept");
  });

  test("R15: leaves a mark on each query, and ordinary queries have none", async () => {
    await flushAuditQueue();
    await database.auditEvent.deleteMany({ where: { action: "query.ran" } });
    await ids(await actorOfSession());
    const off = await switchOff();
    await ids(off);
    await viewBoard();
    await flushAuditQueue();
    const events = await database.auditEvent.findMany({
      where: { action: "query.ran" },
      orderBy: { occurredAt: "asc" },
    });
    const marks = events.map(({ details }) => (details as { tenancyOff?: boolean }).tenancyOff);
    expect(marks).toEqual([undefined, true, true]);
  });
});

test("R15: the literal is no part of a tenant's key nor of a name that a policy makes", async () => {
  const { admin, project } = world;
  const literal = "{disabletenancy}";
  expect(await code(createTenant(admin, { key: literal, name: "Off" }))).toBe("invalid_input");
  const policy = { projectId: project.id, connectionId, name: "off" };
  for (const layer of [
    { schemaTemplate: literal, sharedSchemas: [] },
    { schemaTemplate: "public", sharedSchemas: [], roleTemplate: literal },
  ]) {
    expect(await code(createPolicy(admin, { ...policy, schemaLayer: layer }))).toBe("invalid_input");
  }
});

test("R15: a declared filter cannot have the literal as its default or choice", () => {
  const filter = { name: "state", label: "State", kind: "text" as const };
  expect(dashboardFiltersSchema.safeParse([{ ...filter, default: "Texas" }]).success).toBe(true);
  for (const more of [
    { default: "{disabletenancy}" },
    { default: ["{ disabletenancy }"] },
    { options: ["{DisableTenancy}"] },
  ]) {
    expect(dashboardFiltersSchema.safeParse([{ ...filter, ...more }]).success).toBe(false);
  }
});
