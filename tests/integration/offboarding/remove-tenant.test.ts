import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { RecentReads } from "@/lib/audit/recent-reads";
import { shiftClock } from "@/lib/clock";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import { tokenResponse } from "@/lib/embed/token-response";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { sessionActor } from "@/lib/identity/session-actor";
import { signIn } from "@/lib/identity/sign-in";
import { removeTenant } from "@/lib/offboarding/remove-tenant";
import { forgetDeletedTenants } from "@/lib/queries/forget-deleted-tenants";
import { memoryResults } from "@/lib/queries/memory-results";
import { runQuery } from "@/lib/queries/run-query";
import { closeRedis } from "@/lib/redis";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createTenant } from "@/lib/tenants/create-tenant";
import { getTenantRemoval } from "@/lib/tenants/tenant-removal";
import { createInvite } from "@/lib/users/invites/create-invite";
import { uuidv7 } from "@/lib/uuid";
import { anotherInstance } from "../../support/another-instance";
import { assignPolicyTo } from "../../support/policy-rows";
import { hasRedis, redisLogin } from "../../support/source-servers";
import { createTenantWorld, worldPassword } from "../../support/world";
import { createDataWorld, type DataWorld } from "../dashboards/data-world";
import { post } from "../embed/token-fixture";

let world: DataWorld;
let inspector: Redis | null = null;
const sql = "SELECT state, random() AS reading FROM flights";

beforeAll(async () => {
  world = await createDataWorld();
  if (!hasRedis()) return;
  const { host, port, password } = redisLogin();
  process.env.REDIS_URL = `redis://:${password}@${host}:${port}`;
  inspector = new Redis({ host, port, password });
  await inspector.flushall();
});
afterAll(async () => {
  delete process.env.REDIS_URL;
  await closeRedis();
  await inspector?.quit();
});

test("R18: a deleted tenant's sessions, tokens and kept rows end here at once and on other instances soon after, and its key with them", async () => {
  const { admin, connectionId, project } = world;
  const { tenant, viewer } = await createTenantWorld(admin, "nevada", "Nevada");
  const board = await createDashboard(admin, { projectId: project.id, title: "Flights" });
  await shareDashboard(admin, board.id, { scope: "ALL_TENANTS", level: "VIEWER" });
  const { secret } = await readDashboardSecret(admin, board.id);
  const body = { dashboardId: board.id, dashboardSecret: secret, tenantId: tenant.id };
  const { accessToken: token } = await (await tokenResponse(post("/api/v1/token", body))).json();
  const sessionId = (await signIn({ email: viewer.email, password: worldPassword }, { address: "192.0.2.7" })) ?? "";
  const { ask, stop } = anotherInstance();
  onTestFinished(stop);
  const read = { userId: viewer.userId, connectionId, sql };

  // Both instances know the session and the token, and keep rows; Redis keeps them, too.
  expect(await ask({ sessionId, token, read })).toEqual({ session: true, embed: true, keptTenants: 1 });
  await runQuery(viewer, { connectionId, sql, purpose: "card" });
  await runQuery(world.texas.viewer, { connectionId, sql, purpose: "card" });
  expect(await actorFromEmbedToken(token)).toMatchObject({ tenantId: tenant.id });
  expect(memoryResults().usage().tenants).toBe(2);
  const keptOf = async () => (inspector ? await inspector.keys(`bulkhead:results-of-tenant:${tenant.id}`) : []);
  if (inspector) await expect.poll(async () => (await keptOf()).length, { timeout: 30_000 }).toBe(1);

  await removeTenant(admin, tenant.id);
  expect(await sessionActor(sessionId)).toBeNull();
  await expect(actorFromEmbedToken(token)).rejects.toMatchObject({ code: "unauthenticated" });
  expect(memoryResults().usage().tenants).toBe(1);
  expect(await keptOf()).toEqual([]);
  const gone = { session: false, embed: false, keptTenants: 0 };
  await expect.poll(() => ask({ sessionId, token }), { timeout: 30_000, interval: 100 }).toEqual(gone);
  await expect(createTenant(admin, { key: "Nevada", name: "Again" })).rejects.toMatchObject({ code: "conflict" });
  // Its rows are not asked for again either.
  await expect(runQuery(viewer, { connectionId, sql, purpose: "card" })).rejects.toMatchObject({ code: "not_found" });
});

test("a deletion that another instance made ends here what was remembered of who may do what, once", async () => {
  const { organizationId } = world;
  await forgetDeletedTenants();
  // Past the seconds in which nothing is remembered, because a command of this process may still be committing.
  shiftClock(60_000);
  onTestFinished(() => shiftClock(0));
  const decisions = new RecentReads<number>(10);
  let reads = 0;
  const decide = () => decisions.get("may they", async () => ++reads);
  expect([await decide(), await decide()]).toEqual([1, 1]);
  await forgetDeletedTenants();
  expect(await decide()).toBe(1);
  const event = { action: "tenant.deleted", actorKind: "system", actorName: "Another instance", tenantId: uuidv7() };
  await database.auditEvent.create({ data: { ...event, organizationId } });
  await forgetDeletedTenants();
  expect(await decide()).toBe(2);
  shiftClock(120_000);
  expect([await decide(), await decide()]).toEqual([3, 3]);
  await forgetDeletedTenants();
  expect(await decide()).toBe(3);
});

test("what goes is named before, and all of it is gone afterwards", async () => {
  const { admin, project } = world;
  const { tenant, viewer, powerUser } = await createTenantWorld(admin, "utah", "Utah");
  const group = await createGroup(admin, { name: "Ops", tenantId: tenant.id });
  await addGroupMembers(admin, group.id, [viewer.userId]);
  const board = await createDashboard(powerUser, { projectId: project.id, title: "Own" });
  await shareDashboard(powerUser, board.id, { scope: "GROUP", groupId: group.id, level: "VIEWER" });
  await createInvite(admin, { email: "late@utah.example", role: "VIEWER", tenantId: tenant.id });
  await assignPolicyTo(world, { groupId: group.id });
  await signIn({ email: viewer.email, password: worldPassword }, { address: "192.0.2.8" });
  const removal = await getTenantRemoval(admin, tenant.id);
  expect(removal).toMatchObject({
    users: 2,
    groups: 1,
    dashboards: 1,
    shares: 2,
    assignments: 1,
    sessions: 1,
    invites: 1,
    removedUsers: null,
  });
  await removeTenant(admin, tenant.id);
  const left = await database.$queryRaw<{ name: string; rows: bigint }[]>`
    SELECT 'users' AS name, count(*) AS rows FROM users WHERE tenant_id = ${tenant.id}::uuid
    UNION ALL SELECT 'groups', count(*) FROM groups WHERE tenant_id = ${tenant.id}::uuid
    UNION ALL SELECT 'members', count(*) FROM group_members WHERE home_id = ${tenant.id}::uuid
    UNION ALL SELECT 'dashboards', count(*) FROM dashboards WHERE tenant_id = ${tenant.id}::uuid
    UNION ALL SELECT 'shares', count(*) FROM shares WHERE subject_home_id = ${tenant.id}::uuid
    UNION ALL SELECT 'assignments', count(*) FROM assignments WHERE group_id = ${group.id}::uuid
    UNION ALL SELECT 'invites', count(*) FROM invites WHERE home_id = ${tenant.id}::uuid
    UNION ALL SELECT 'sessions', count(*) FROM sessions WHERE user_id = ${viewer.userId}::uuid`;
  expect(left.filter(({ rows }) => rows > 0n)).toEqual([]);
  const event = await database.auditEvent.findFirstOrThrow({
    where: { action: "tenant.deleted", tenantId: tenant.id },
  });
  expect(event.details).toMatchObject({ key: "utah", removed: { users: 2, dashboards: 1, invites: 1 } });
});

test("a tenant of ten thousand people goes in one piece, and who waits is told how far it is", async () => {
  const { admin, organizationId, project } = world;
  const { tenant, powerUser } = await createTenantWorld(admin, "large", "Large");
  const board = await createDashboard(powerUser, { projectId: project.id, title: "Everybody's" });
  const group = await createGroup(admin, { name: "All", tenantId: tenant.id });
  await database.$executeRaw`
    INSERT INTO users (id, organization_id, tenant_id, home_id, email, display_name, role, updated_at)
    SELECT gen_random_uuid(), ${organizationId}::uuid, ${tenant.id}::uuid, ${tenant.id}::uuid,
      'person' || n || '@large.example', 'Person ' || n, 'VIEWER', now()
    FROM generate_series(1, 10000) AS n`;
  await database.$executeRaw`
    INSERT INTO group_members (group_id, user_id, home_id)
    SELECT ${group.id}::uuid, id, home_id FROM users WHERE tenant_id = ${tenant.id}::uuid`;
  await database.$executeRaw`
    INSERT INTO shares (id, organization_id, dashboard_id, dashboard_home_id, scope, user_id, subject_id, subject_home_id,
      level, granted_by_id, updated_at)
    SELECT gen_random_uuid(), organization_id, ${board.id}::uuid, home_id, 'USER', id, id, home_id, 'VIEWER',
      ${powerUser.userId}::uuid, now()
    FROM users WHERE tenant_id = ${tenant.id}::uuid AND id <> ${powerUser.userId}::uuid`;
  const progress: number[] = [];
  const removing = removeTenant(admin, tenant.id);
  let done = false;
  const watching = (async () => {
    while (!done) {
      const { removedUsers } = await getTenantRemoval(admin, tenant.id).catch(() => ({ removedUsers: null }));
      if (removedUsers !== null) progress.push(removedUsers);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  await removing;
  done = true;
  await watching;
  expect(await database.user.count({ where: { tenantId: tenant.id } })).toBe(0);
  expect(progress.length).toBeGreaterThan(0);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  await expect(getTenantRemoval(admin, tenant.id)).rejects.toMatchObject({ code: "not_found" });
}, 240_000);
