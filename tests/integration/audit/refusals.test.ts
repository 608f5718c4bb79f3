import { createHash } from "node:crypto";
import { afterEach, beforeAll, expect, test } from "vitest";
import { listAuditEvents } from "@/lib/audit/audit-queries";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { shiftClock } from "@/lib/clock";
import { createConnection } from "@/lib/connections/create-connection";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import { signIn } from "@/lib/identity/sign-in";
import { runQuery } from "@/lib/queries/run-query";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createTenant } from "@/lib/tenants/create-tenant";
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

test("a failed sign-in is noted for the person, or without what was typed when nobody has that e-mail", async () => {
  const from = { address: "192.0.2.9" };
  await signIn({ email: world.author.email, password: "wrong horse" }, from);
  await signIn({ email: "my-password-by-mistake@example.com", password: worldPassword }, from);
  expect(await noted("user.sign_in_failed")).toMatchObject([{ targetId: world.author.userId, actorKind: "system" }]);
  const unknown = await noted("user.unknown_sign_in_failed");
  expect(unknown).toMatchObject([{ targetId: null, targetName: null, details: from }]);
});
