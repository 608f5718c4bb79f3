import { createHash } from "node:crypto";
import { afterEach, beforeAll, expect, test } from "vitest";
import { listAuditEvents } from "@/lib/audit/audit-queries";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { forbidden } from "@/lib/audit/note-refusal";
import { recordLeftOutRefusals } from "@/lib/audit/record-left-out-refusals";
import { takeLeftOutRefusals } from "@/lib/audit/refusal-limit";
import { can } from "@/lib/authorization/can";
import { type Permission, rolePermissions } from "@/lib/authorization/permissions";
import { shiftClock } from "@/lib/clock";
import { createConnection } from "@/lib/connections/create-connection";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { invalidateEmbedToken } from "@/lib/embed/invalidate-embed-token";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { refreshEmbedToken } from "@/lib/embed/refresh-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import { requireApiActor } from "@/lib/identity/api-actor";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/identity/api-keys/revoke-api-key";
import { noteFailure } from "@/lib/identity/attempt-throttle";
import { noteRefusedKey } from "@/lib/identity/note-refused-credential";
import { signIn } from "@/lib/identity/sign-in";
import { runQuery } from "@/lib/queries/run-query";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createTenant } from "@/lib/tenants/create-tenant";
import { uuidv7 } from "@/lib/uuid";
import { adminUrl } from "../../support/test-database";
import { createWorld, type World, worldPassword } from "../../support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterEach(() => shiftClock(0));

async function noted(action: string) {
  await flushAuditQueue();
  return database.auditEvent.findMany({ where: { action }, orderBy: [{ occurredAt: "asc" }, { id: "asc" }] });
}

test("R25: what a role does not allow is noted in the audit of the actor's own tenant", async () => {
  const { powerUser, tenant } = world.california;
  const key = { key: "mine", name: "Mine" };
  await expect(createTenant(powerUser, key)).rejects.toMatchObject({ code: "forbidden" });
  await expect(listAuditEvents(world.author)).rejects.toMatchObject({ code: "forbidden" });
  const [first, second, ...more] = await noted("access.refused");
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    tenantId: tenant.id,
    actorId: powerUser.userId,
    details: { code: "forbidden", permission: "tenant:create" },
  });
  expect(second).toMatchObject({
    tenantId: null,
    actorId: world.author.userId,
    details: { permission: "audit:read" },
  });
});

test("what a share does not allow is noted, too", async () => {
  const { id } = await createDashboard(world.admin, { projectId: world.project.id, title: "Delays" });
  const { viewer } = world;
  await shareDashboard(world.admin, id, { scope: "USER", userId: viewer.userId, level: "VIEWER" });
  await expect(updateDashboard(viewer, id, { version: 1, title: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  const events = (await noted("access.refused")).filter(({ actorId }) => actorId === viewer.userId);
  expect(events.map(({ details }) => details)).toEqual([{ code: "forbidden", permission: "dashboard:edit" }]);
});

test("a thousand refusals of one kind are five events a minute, and the next one tells how many were left out", async () => {
  const { viewer } = world.texas;
  const refused = async () => {
    await expect(createTenant(viewer, { key: "x", name: "x" })).rejects.toMatchObject({ code: "forbidden" });
  };
  for (let count = 0; count < 1_000; count += 1) await refused();
  const ofViewer = async () => (await noted("access.refused")).filter(({ actorId }) => actorId === viewer.userId);
  expect(await ofViewer()).toHaveLength(5);
  shiftClock(61_000);
  await refused();
  expect((await ofViewer()).at(-1)?.details).toMatchObject({ unrecorded: 995 });
});

test("a query that the guard refuses is noted with its code and fingerprint, and without its text", async () => {
  const { admin, california, project } = world;
  const { id: connectionId } = await createConnection(admin, {
    projectId: project.id,
    name: "Warehouse",
    settings: { engine: "POSTGRES", url: adminUrl() },
  });
  const sql = "SELECT 'hunter2' FROM secret_salaries";
  await expect(
    runQuery(admin, { connectionId, sql, purpose: "explore", asTenantId: california.tenant.id }),
  ).rejects.toMatchObject({ code: "query_refused" });
  const [event, ...more] = await noted("query.refused");
  expect(more).toEqual([]);
  expect(event).toMatchObject({ tenantId: california.tenant.id, actorId: admin.userId, targetId: connectionId });
  expect(event?.details).toMatchObject({
    purpose: "explore",
    connectionId,
    fingerprint: createHash("sha256").update(sql).digest("hex"),
  });
  expect(JSON.stringify(event?.details)).not.toMatch(/hunter2|salaries/);
});

test("a wrong secret for a dashboard is noted with the dashboard, and never with the secret", async () => {
  const { admin, california, project } = world;
  const input = { projectId: project.id, title: "Theirs", tenantId: california.tenant.id };
  const { id: dashboardId } = await createDashboard(admin, input);
  const secrets = { dashboardSecret: "bh_dash_guessed", projectSecret: "bh_proj_guessed" };
  const tokens = [
    { dashboardId, dashboardSecret: secrets.dashboardSecret, tenantId: california.tenant.id },
    { type: "project", projectId: project.id, projectSecret: secrets.projectSecret, orgUserId: admin.userId },
  ];
  for (const token of tokens) {
    await expect(issueEmbedToken(issueTokenSchema.parse(token))).rejects.toMatchObject({ code: "unauthenticated" });
  }
  const events = await noted("token.refused");
  expect(events).toMatchObject([
    { actorKind: "system", tenantId: california.tenant.id, targetId: dashboardId, projectId: project.id },
    { actorKind: "system", tenantId: null, targetId: project.id },
  ]);
  expect(JSON.stringify(events, (_, value) => (typeof value === "bigint" ? null : value))).not.toContain("guessed");
});

test("R25: replayed and unknown refresh tokens are noted, the known in the chain of their tenant", async () => {
  const { admin, california, project } = world;
  const tenantId = california.tenant.id;
  const { id: dashboardId } = await createDashboard(admin, { projectId: project.id, title: "Renewed", tenantId });
  const { secret: dashboardSecret } = await readDashboardSecret(admin, dashboardId);
  const { refreshToken } = await issueEmbedToken(issueTokenSchema.parse({ dashboardId, dashboardSecret, tenantId }));
  await noted("token.refused");
  await database.auditEvent.deleteMany({ where: { action: "token.refused" } });
  await refreshEmbedToken(refreshToken);
  for (const token of [refreshToken, refreshToken, "bh_refresh_of-nobody"]) {
    await expect(refreshEmbedToken(token)).rejects.toMatchObject({ code: "unauthenticated" });
  }
  const events = await noted("token.refused");
  expect(events.map(({ tenantId: chain, targetId, details }) => [chain, targetId, details])).toEqual([
    [tenantId, dashboardId, expect.objectContaining({ reason: "refresh token used twice" })],
    [tenantId, dashboardId, expect.objectContaining({ reason: "refresh token used twice" })],
    [null, null, { reason: "refresh token unknown" }],
  ]);
  expect(await noted("token.invalidated")).toHaveLength(1);
});

test("a token for a tenant that the dashboard is not for is noted without the id that was sent", async () => {
  const { admin, project, texas } = world;
  const { id: dashboardId } = await createDashboard(admin, { projectId: project.id, title: "Nobody's" });
  const { secret: dashboardSecret } = await readDashboardSecret(admin, dashboardId);
  await database.auditEvent.deleteMany({ where: { action: "token.refused" } });
  for (const tenantId of [texas.tenant.id, uuidv7()]) {
    const asked = issueEmbedToken(issueTokenSchema.parse({ dashboardId, dashboardSecret, tenantId }));
    await expect(asked).rejects.toMatchObject({ code: "unauthenticated" });
  }
  const events = await noted("token.refused");
  expect(events.map(({ tenantId, targetId, details }) => [tenantId, targetId, details])).toEqual([
    [null, dashboardId, { code: "unauthenticated", reason: "tenant" }],
    [null, dashboardId, { code: "unauthenticated", reason: "tenant" }],
  ]);
});

test("R25: bad bearers leave one event each: named where the credential was once ours, and never itself", async () => {
  const { admin, california, project } = world;
  const address = "192.0.2.77";
  const ask = async (headers: Record<string, string>, query = "") => {
    const request = new Request(`http://localhost:3000/api/v1/projects${query}`, {
      headers: { "x-forwarded-for": address, ...headers },
    });
    await expect(requireApiActor(request)).rejects.toMatchObject({ code: "unauthenticated" });
  };
  const tenantId = california.tenant.id;
  const { id: dashboardId } = await createDashboard(admin, { projectId: project.id, title: "Ended", tenantId });
  const { secret: dashboardSecret } = await readDashboardSecret(admin, dashboardId);
  const { accessToken } = await issueEmbedToken(issueTokenSchema.parse({ dashboardId, dashboardSecret, tenantId }));
  await invalidateEmbedToken(accessToken);
  const { key, id } = await createApiKey(admin, { name: "Revoked", scopes: ["tenant:read"] });
  await revokeApiKey(admin, id);
  await database.auditEvent.deleteMany({ where: { action: { in: ["token.refused", "api_key.refused"] } } });
  await ask({ authorization: `Bearer ${accessToken}` });
  await ask({ authorization: "Bearer not.a.token" });
  await ask({ authorization: `Bearer ${key}` });
  await ask({ authorization: `Bearer bh_key_${"x".repeat(43)}` });
  await ask({ authorization: "Basic c2VjcmV0OnNlY3JldA==" });
  await ask({}, "?access_token=secret");
  const tokens = await noted("token.refused");
  expect(tokens).toMatchObject([
    { tenantId, targetId: dashboardId },
    { tenantId: null, targetId: null },
  ]);
  expect(await noted("api_key.refused")).toMatchObject([{ targetId: id, targetName: "Revoked" }, { targetId: null }]);
  expect(await noted("access.unauthenticated")).toHaveLength(2);
  const all = [...tokens, ...(await noted("api_key.refused")), ...(await noted("access.unauthenticated"))];
  expect(
    all.every(({ actorKind, details }) => actorKind === "system" && JSON.stringify(details).includes(address)),
  ).toBe(true);
  const text = JSON.stringify(all, (_, value) => (typeof value === "bigint" ? null : value));
  for (const secret of [accessToken, key, "xxxx", "c2Vjcm", "access_token"]) expect(text).not.toContain(secret);
});

test("a locked account that is tried again and an address that is throttled leave an event each", async () => {
  const { powerUser } = world;
  const attempt = (address: string) => signIn({ email: powerUser.email, password: "wrong horse" }, { address });
  for (let count = 0; count < 7; count += 1) await attempt(`192.0.2.${100 + count}`);
  expect(await noted("user.locked_out")).toMatchObject([{ targetId: powerUser.userId }]);
  const locked = await noted("user.locked_sign_in_refused");
  expect(locked.map(({ targetId, actorKind }) => [targetId, actorKind])).toEqual([
    [powerUser.userId, "system"],
    [powerUser.userId, "system"],
  ]);
  for (let count = 0; count < 50; count += 1) noteFailure("192.0.2.200");
  await expect(attempt("192.0.2.200")).rejects.toMatchObject({ code: "rate_limited" });
  expect(await noted("user.sign_in_throttled")).toMatchObject([{ details: { address: "192.0.2.200" } }]);
});

test("a flood from strangers is sixty events a minute and a number, and does not crowd out who is known", async () => {
  shiftClock(10 * 60_000);
  takeLeftOutRefusals();
  await database.auditEvent.deleteMany({ where: { action: "api_key.refused" } });
  for (let count = 0; count < 1_000; count += 1) await noteRefusedKey(`bh_key_${count}`, `198.51.100.${count % 250}`);
  expect((await noted("api_key.refused")).length).toBe(60);
  const { viewer } = world.california;
  await expect(createTenant(viewer, { key: "y", name: "y" })).rejects.toMatchObject({ code: "forbidden" });
  const known = (await noted("access.refused")).filter(({ actorId }) => actorId === viewer.userId);
  expect(known).toHaveLength(1);
  shiftClock(20 * 60_000);
  await recordLeftOutRefusals();
  expect(await noted("access.refusals_left_out")).toMatchObject([
    { tenantId: null, details: { known: 0, stranger: 940 } },
  ]);
  await recordLeftOutRefusals();
  expect(await noted("access.refusals_left_out")).toHaveLength(1);
});

test("a flood from one tenant's people is a hundred events a minute, and does not crowd out another tenant's", async () => {
  shiftClock(30 * 60_000);
  takeLeftOutRefusals();
  await database.auditEvent.deleteMany({ where: { action: "access.refused" } });
  const { california, texas } = world;
  for (let count = 0; count < 5; count += 1) {
    for (const actor of [california.viewer, california.powerUser]) {
      for (const permission of Object.keys(rolePermissions) as Permission[])
        if (!can(actor, permission)) forbidden(actor, permission, "Refused");
    }
  }
  await expect(createTenant(texas.viewer, { key: "z", name: "z" })).rejects.toMatchObject({ code: "forbidden" });
  const events = await noted("access.refused");
  expect(events.filter(({ tenantId }) => tenantId === california.tenant.id)).toHaveLength(100);
  expect(events.filter(({ actorId }) => actorId === texas.viewer.userId)).toHaveLength(1);
});

test("a failed sign-in is noted for the person, or without what was typed when nobody has that e-mail", async () => {
  const from = { address: "192.0.2.9" };
  await database.auditEvent.deleteMany({ where: { action: "user.sign_in_failed" } });
  await signIn({ email: world.author.email, password: "wrong horse" }, from);
  await signIn({ email: "my-password-by-mistake@example.com", password: worldPassword }, from);
  expect(await noted("user.sign_in_failed")).toMatchObject([{ targetId: world.author.userId, actorKind: "system" }]);
  const unknown = await noted("user.unknown_sign_in_failed");
  expect(unknown).toMatchObject([{ targetId: null, targetName: null, details: from }]);
});
