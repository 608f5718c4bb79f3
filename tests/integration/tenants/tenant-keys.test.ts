import { beforeAll, expect, test } from "vitest";
import { database } from "@/lib/database";
import { createGroup } from "@/lib/groups/create-group";
import { createTenant } from "@/lib/tenants/create-tenant";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { getTenant, listTenants } from "@/lib/tenants/tenant-queries";
import { updateTenant } from "@/lib/tenants/update-tenant";
import { assignPolicyTo } from "../../support/policy-rows";
import { createTenantWorld, createWorld, type World } from "../../support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

test("R18: the key of a deleted tenant is never given again", async () => {
  const { admin } = world;
  const tenant = await createTenant(admin, { key: "nevada", name: "Nevada" });
  await deleteTenant(admin, tenant.id);
  await expect(createTenant(admin, { key: "nevada", name: "Nevada again" })).rejects.toMatchObject({
    code: "conflict",
    fields: { key: expect.any(String) },
  });
  await expect(getTenant(admin, tenant.id)).rejects.toMatchObject({ code: "not_found" });
});

test("R18: a key that differs from another only in case is that one", async () => {
  await expect(createTenant(world.admin, { key: "California", name: "Another" })).rejects.toMatchObject({
    code: "conflict",
    fields: { key: expect.any(String) },
  });
});

test("R18: a tenant's key cannot be changed", async () => {
  const { admin, california } = world;
  const change = { name: "Golden State", key: "golden" } as { name: string };
  await expect(updateTenant(admin, california.tenant.id, change)).rejects.toMatchObject({ code: "invalid_input" });
  const renamed = await updateTenant(admin, california.tenant.id, { name: "Golden State" });
  expect(renamed).toMatchObject({ key: "california", name: "Golden State", attributes: { state: "California" } });
});

test("two tenants made with one key at the same moment: one is, the other is refused", async () => {
  const create = () => createTenant(world.admin, { key: "utah", name: "Utah" });
  const outcomes = await Promise.allSettled([create(), create(), create()]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test.each(["", "-a", "a b", "a/b", "a.b", "é", "a".repeat(64), "*", "{{x}}"])("%j is no tenant key", async (key) => {
  await expect(createTenant(world.admin, { key, name: "X" })).rejects.toMatchObject({ code: "invalid_input" });
});

test.each([{ "a.b": 1 }, { "1a": 1 }, { a: null }, { a: { b: 1 } }, { a: [[1]] }])(
  "attributes such as %j are refused",
  async (attributes) => {
    const input = { key: "attributes", name: "X", attributes: attributes as unknown as Record<string, string> };
    await expect(createTenant(world.admin, input)).rejects.toMatchObject({ code: "invalid_input" });
  },
);

test("deleting a tenant takes its people and groups along and says how many in the audit", async () => {
  const { admin } = world;
  const { tenant, viewer } = await createTenantWorld(admin, "oregon", "Oregon");
  await createGroup(admin, { name: "Ops", tenantId: tenant.id });
  await assignPolicyTo(world, { tenantId: tenant.id });
  await deleteTenant(admin, tenant.id);
  expect(await database.user.count({ where: { id: viewer.userId } })).toBe(0);
  const event = await database.auditEvent.findFirstOrThrow({
    where: { targetId: tenant.id, action: "tenant.deleted" },
  });
  expect(event).toMatchObject({
    tenantId: tenant.id,
    details: { key: "oregon", removed: { users: 2, groups: 1, assignments: 1, dashboards: 0 } },
  });
});

test("a list goes on where the page before ended, and finds by name and key", async () => {
  const { admin } = world;
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTenants(admin, { limit: 1, cursor });
    seen.push(...page.data.map(({ key }) => key));
    expect(page.total).toBe(3);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(["california", "texas", "utah"]);
  expect((await listTenants(admin, { search: "TEX" })).data.map(({ key }) => key)).toEqual(["texas"]);
});
