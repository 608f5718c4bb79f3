import { beforeAll, describe, expect, test } from "vitest";
import { database } from "@/lib/database";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { uuidv7 } from "@/lib/uuid";
import { createTenant, createTokenFixture, issued, requestToken, type TokenFixture } from "./token-fixture";

let it: TokenFixture;

beforeAll(async () => {
  it = await createTokenFixture();
});

const dashboardToken = (dashboard: { id: string; secret: string }, more: Record<string, unknown> = {}) => ({
  dashboardId: dashboard.id,
  dashboardSecret: dashboard.secret,
  ...more,
});

const projectToken = (more: Record<string, unknown> = {}) => ({
  type: "project",
  projectId: it.projectId,
  projectSecret: it.projectSecret,
  ...more,
});

describe("dashboard tokens", () => {
  test("a dashboard's secret buys a bearer token that no cache keeps", async () => {
    const reply = await requestToken(dashboardToken(it.shared));
    expect(reply.status).toBe(200);
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(Object.keys(reply.body).sort()).toEqual(["accessToken", "expiresAt", "refreshToken", "tokenType"]);
    expect(reply.body.tokenType).toBe("Bearer");
    expect(Date.parse(reply.body.expiresAt) - Date.now()).toBeGreaterThan(3_590_000);
    const viewer = await actorFromEmbedToken(reply.body.accessToken);
    expect(viewer).toMatchObject({ dashboardId: it.shared.id, tenantId: null, userId: null, role: "VIEWER" });
  });

  test("the token itself tells a browser neither tenant nor policy nor value", async () => {
    const { accessToken } = await issued(dashboardToken(it.shared, { tenantId: it.a.id, params: { carrier: "AA" } }));
    const payload = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString());
    expect(Object.keys(payload).sort()).toEqual(["aud", "exp", "iat", "iss", "jti", "scp", "sid"]);
    expect(JSON.stringify(payload)).not.toContain(it.a.id);
  });

  test("a wrong id and a wrong secret get the same answer", async () => {
    const wrongSecret = await requestToken({ dashboardId: it.shared.id, dashboardSecret: it.everybodys.secret });
    const wrongId = await requestToken({ dashboardId: uuidv7(), dashboardSecret: it.shared.secret });
    const noId = await requestToken({ dashboardId: "no-such-id", dashboardSecret: it.shared.secret });
    expect(wrongSecret.status).toBe(401);
    expect([wrongId.status, wrongId.body]).toEqual([401, wrongSecret.body]);
    expect([noId.status, noId.body]).toEqual([401, wrongSecret.body]);
  });

  test("an unknown field refuses by its name", async () => {
    const reply = await requestToken(dashboardToken(it.shared, { tenant_id: it.a.id }));
    expect(reply.status).toBe(400);
    expect(reply.body.error.fields).toHaveProperty("tenant_id");
    const nested = await requestToken(dashboardToken(it.shared, { rcls: { name: "state", parms: {} } }));
    expect(nested.status).toBe(400);
  });

  test("a lifetime beyond a day, of nothing or of a part refuses", async () => {
    for (const tokenExpiry of [0, -1, 86_401, 1.5, "60", null]) {
      expect((await requestToken(dashboardToken(it.shared, { tokenExpiry }))).status).toBe(400);
    }
    const { expiresAt } = await issued(dashboardToken(it.shared, { tokenExpiry: 86_400 }));
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(86_390_000);
  });

  test("a locked value for a filter that the dashboard does not have refuses", async () => {
    const reply = await requestToken(dashboardToken(it.shared, { params: { state: "TX" } }));
    expect([reply.status, reply.body.error.fields]).toEqual([400, { "params.state": expect.any(String) }]);
  });

  test("what is no JSON, no object or far too long is bad input and never an error of ours", async () => {
    for (const body of ["", "{", "[]", "null", '"text"', "7", `{"dashboardId":"${"x".repeat(2_000_000)}"}`]) {
      expect((await requestToken(body)).status).toBe(400);
    }
  });

  test("every answer tells what is left of the limit", async () => {
    const reply = await requestToken({ dashboardId: uuidv7(), dashboardSecret: "no" });
    expect(Number(reply.headers.get("x-ratelimit-limit"))).toBeGreaterThan(0);
    expect(Number(reply.headers.get("x-ratelimit-remaining"))).toBeGreaterThan(0);
    expect(Number(reply.headers.get("x-ratelimit-reset")) * 1000).toBeGreaterThan(Date.now() - 1000);
  });

  test("issuing leaves an event with names and ids, and no value", async () => {
    const { accessToken } = await issued(
      dashboardToken(it.shared, { tenantId: it.a.id, params: { carrier: "Zephyr" } }),
    );
    const { embedSessionId } = await actorFromEmbedToken(accessToken);
    const events = await database.auditEvent.findMany({ where: { action: "token.issued", tenantId: it.a.id } });
    const event = events.find((one) => JSON.stringify(one.details).includes(embedSessionId));
    expect(event).toMatchObject({ targetId: it.shared.id, targetName: "Shared with a", projectId: it.projectId });
    expect(JSON.stringify(event)).not.toContain("Zephyr");
  });
});

describe("which tenant a dashboard's secret is good for", () => {
  test("R05: a tenant that the dashboard is not shared with looks like a wrong secret", async () => {
    const wrong = await requestToken({ dashboardId: it.shared.id, dashboardSecret: "wrong" });
    for (const tenantId of [it.b.id, uuidv7(), "nobody"]) {
      const reply = await requestToken(dashboardToken(it.shared, { tenantId }));
      expect([reply.status, reply.body]).toEqual([401, wrong.body]);
    }
    expect((await requestToken(dashboardToken(it.shared, { tenantId: it.a.id }))).status).toBe(200);
  });

  test("R05: shared with all tenants counts for each of them", async () => {
    for (const tenantId of [it.a.id, it.b.id]) {
      expect((await requestToken(dashboardToken(it.everybodys, { tenantId }))).status).toBe(200);
    }
  });

  test("R05: a tenant's own dashboard mints for that tenant only, and not without it", async () => {
    expect((await requestToken(dashboardToken(it.tenants, { tenantId: it.a.id }))).status).toBe(200);
    expect((await requestToken(dashboardToken(it.tenants, { tenantId: it.b.id }))).status).toBe(401);
    expect((await requestToken(dashboardToken(it.tenants))).status).toBe(400);
  });

  test("R05: a share that has ended counts for nobody", async () => {
    const where = { dashboardId: it.shared.id, tenantId: it.a.id };
    await database.share.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await requestToken(dashboardToken(it.shared, { tenantId: it.a.id }))).status).toBe(401);
    await database.share.updateMany({ where, data: { expiresAt: null } });
  });
});

describe("values that switch tenancy off", () => {
  test("R15: the literal refuses wherever a value can stand", async () => {
    const literal = "{disabletenancy}";
    const bodies = [
      { rcls: { name: "state", params: { state: literal } } },
      { rcls: [{ name: "state", params: { state: ["CA", literal] } }] },
      { cls: { name: "state", params: { tenant: " { DisableTenancy } " } } },
      { cls: [{ name: literal, params: {} }] },
      { sls: literal },
      { params: { carrier: literal } },
      { tenantId: literal },
    ];
    for (const body of bodies) expect((await requestToken(dashboardToken(it.shared, body))).status).toBe(400);
    expect((await requestToken(projectToken({ endUserEmail: "x@example.com", tenantName: literal }))).status).toBe(400);
  });
});

describe("project tokens", () => {
  test("R08: an admin's token acts as an author", async () => {
    const { accessToken } = await issued(projectToken({ orgUserId: it.admin.id }));
    expect(await actorFromEmbedToken(accessToken)).toMatchObject({
      role: "AUTHOR",
      userId: it.admin.id,
      tenantId: null,
    });
  });

  test("an end user's token belongs to the end user's tenant", async () => {
    const byId = await issued(projectToken({ endUserId: it.endUser.id }));
    const byEmail = await issued(projectToken({ endUserEmail: "End@Example.com", tenantId: it.a.id }));
    const byName = await issued(projectToken({ endUserEmail: "end@example.com", tenantName: "Tenant a" }));
    for (const { accessToken } of [byId, byEmail, byName]) {
      expect(await actorFromEmbedToken(accessToken)).toMatchObject({ tenantId: it.a.id, userId: it.endUser.id });
    }
  });

  test("people of the organization, of another tenant or of nobody are not found", async () => {
    const bodies = [
      { endUserId: it.admin.id },
      { orgUserId: it.endUser.id },
      { endUserId: it.endUser.id, tenantId: it.b.id },
      { endUserEmail: "end@example.com", tenantId: it.b.id },
      { orgUserId: uuidv7() },
      { orgUserId: "nobody" },
    ];
    for (const body of bodies) expect((await requestToken(projectToken(body))).status).toBe(400);
  });

  test("exactly one person must be named, with a tenant where an e-mail needs one", async () => {
    const bodies = [
      {},
      { orgUserId: it.admin.id, endUserId: it.endUser.id },
      { endUserEmail: "end@example.com" },
      { orgUserId: it.admin.id, tenantId: it.a.id },
      { endUserId: it.endUser.id, autoCreateEndUser: true },
    ];
    for (const body of bodies) expect((await requestToken(projectToken(body))).status).toBe(400);
  });

  test("R17: a new end user is made once, also by two tokens at once, and never above POWER_USER", async () => {
    const body = projectToken({ endUserEmail: "new@example.com", tenantId: it.b.id, autoCreateEndUser: true });
    const replies = await Promise.all([requestToken(body), requestToken(body)]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    const people = await database.user.findMany({ where: { email: "new@example.com" } });
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ role: "VIEWER", tenantId: it.b.id });
    for (const role of ["AUTHOR", "ADMIN"]) expect((await requestToken({ ...body, role })).status).toBe(400);
  });

  test("R17: autoCreate never raises or renames a person who is there", async () => {
    const email = "new@example.com";
    const more = { role: "POWER_USER", displayName: "Somebody else", autoCreateEndUser: true };
    const { accessToken } = await issued(projectToken({ endUserEmail: email, tenantId: it.b.id, ...more }));
    expect(await actorFromEmbedToken(accessToken)).toMatchObject({ role: "VIEWER", displayName: email });
  });

  test("R17: a tenant's name that two tenants have refuses", async () => {
    await createTenant(it.organizationId, "twin_1", "Twin");
    await createTenant(it.organizationId, "twin_2", "Twin");
    const body = { endUserEmail: "end@example.com", tenantName: "Twin", autoCreateEndUser: true };
    const reply = await requestToken(projectToken(body));
    expect([reply.status, Object.keys(reply.body.error.fields ?? {})]).toEqual([400, ["tenantName"]]);
  });

  test("a white list holds dashboards of the project only, and an empty one is refused", async () => {
    const person = { endUserId: it.endUser.id };
    expect((await requestToken(projectToken({ ...person, dashboardIds: [] }))).status).toBe(400);
    expect((await requestToken(projectToken({ ...person, dashboardIds: [uuidv7()] }))).status).toBe(400);
    const { accessToken } = await issued(projectToken({ ...person, targetDashboardId: it.tenants.id }));
    expect(await actorFromEmbedToken(accessToken)).toMatchObject({ dashboardIds: [it.tenants.id] });
    const outside = { ...person, dashboardIds: [it.tenants.id], initialDashboardId: it.shared.id };
    expect((await requestToken(projectToken(outside))).status).toBe(400);
  });
});
