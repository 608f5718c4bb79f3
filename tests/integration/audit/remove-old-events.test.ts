import { afterEach, beforeAll, expect, test } from "vitest";
import { removeOldEvents } from "@/lib/audit/remove-old-events";
import { sealAuditEvents } from "@/lib/audit/seal-audit-events";
import { verifyChain } from "@/lib/audit/verify-chain";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { createTenant } from "@/lib/tenants/create-tenant";
import { runAsAdmin } from "../../support/test-database";
import { createWorld, type World } from "../../support/world";

const day = 24 * 60 * 60 * 1000;

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterEach(() => {
  shiftClock(0);
  delete process.env.BULKHEAD_AUDIT_RETENTION_DAYS;
});

async function write(tenantId: string, count: number, daysAgo: number) {
  const row = { organizationId: world.organizationId, tenantId, actorKind: "system", actorName: "x", action: "a.b" };
  const occurredAt = new Date(Date.now() - daysAgo * day);
  await database.auditEvent.createMany({ data: Array.from({ length: count }, () => ({ ...row, occurredAt })) });
  await sealAuditEvents();
}

const sequences = async (tenantId: string) => {
  const rows = await database.auditEvent.findMany({ where: { tenantId }, orderBy: { chainSequence: "asc" } });
  return rows.map(({ chainSequence }) => Number(chainSequence));
};

test("without the setting nothing is ever removed", async () => {
  await write(world.texas.tenant.id, 3, 4_000);
  expect(await removeOldEvents()).toBe(0);
});

test("the oldest events go, the chain stays whole from there on, and the removal is an event of the same chain", async () => {
  const { id } = world.california.tenant;
  await sealAuditEvents();
  const first = (await sequences(id)).length;
  // The events of the set-up are young: what is old behind them waits for them.
  await write(id, 5_010, 100);
  await write(id, 20, 10);
  await write(id, 2, 100);
  process.env.BULKHEAD_AUDIT_RETENTION_DAYS = "30";
  await removeOldEvents();
  expect((await sequences(id)).length).toBe(first + 5_032);

  shiftClock(29 * day);
  // Now the set-up's events are 29 days old, so everything else may go up to them, which is nothing.
  await removeOldEvents();
  expect((await sequences(id))[0]).toBe(1);
  shiftClock(31 * day);
  await removeOldEvents();
  await sealAuditEvents();
  const report = await verifyChain(id, world.organizationId);
  expect(report.faults).toEqual([]);
  expect(report.state.removedLength).toBe(first + 5_032);
  const left = await database.auditEvent.findMany({ where: { tenantId: id }, orderBy: { chainSequence: "asc" } });
  expect(left.map(({ action, actorKind }) => [action, actorKind])).toEqual([
    ["audit.events_removed", "system"],
    ["audit.events_removed", "system"],
  ]);
  expect(left[0]?.details).toMatchObject({ events: 5_000, through: 5_000 });
  expect(left[1]?.details).toMatchObject({ through: first + 5_032, hash: report.state.removedHash });
});

test("a chain is looked at once a day, so that a trickle of removals does not fill it", async () => {
  const { id } = world.california.tenant;
  process.env.BULKHEAD_AUDIT_RETENTION_DAYS = "30";
  const before = await sequences(id);
  shiftClock(31 * day + 60_000);
  await removeOldEvents();
  expect(await sequences(id)).toEqual(before);
});

test("a beginning that was tampered with is evidence and stays", async () => {
  const { id } = await createTenant(world.admin, { key: "nevada", name: "Nevada" });
  await write(id, 5, 4_000);
  const before = await sequences(id);
  await runAsAdmin(
    `BEGIN; SET LOCAL session_replication_role = replica;
     UPDATE audit_events SET actor_name = 'x!' WHERE chain_id = '${id}' AND chain_sequence = 2; COMMIT`,
    process.env.DATABASE_URL,
  );
  process.env.BULKHEAD_AUDIT_RETENTION_DAYS = "30";
  shiftClock(5_000 * day);
  await removeOldEvents();
  expect(await sequences(id)).toEqual(before);
  expect((await verifyChain(id, world.organizationId)).faults).toMatchObject([{ sequence: 2 }]);
});
