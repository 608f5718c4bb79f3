import { beforeAll, describe, expect, test } from "vitest";
import { anchorLine, parseAnchors } from "@/lib/audit/audit-anchors";
import { sealAuditEvents } from "@/lib/audit/seal-audit-events";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { verifyChain } from "@/lib/audit/verify-chain";
import { database } from "@/lib/database";
import { createTenant } from "@/lib/tenants/create-tenant";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { updateTenant } from "@/lib/tenants/update-tenant";
import { uuidv7 } from "@/lib/uuid";
import { runAsAdmin } from "../../support/test-database";
import { createWorld, type World } from "../../support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

/** What somebody can do who has the database: triggers do not stop them. */
function tamper(sql: string) {
  return runAsAdmin(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`, process.env.DATABASE_URL);
}

async function write(tenantId: string | null, count: number, actorName = "Ada") {
  const { organizationId } = world;
  await database.auditEvent.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      organizationId,
      tenantId,
      actorKind: "organization_user",
      actorName,
      action: "query.ran",
      details: { rows: index, nested: { b: 1, a: ["ü", 1.5] } },
    })),
  });
}

let tenants = 0;

/** A tenant of its own for each way to tamper, with at least a dozen sealed events. */
async function sealedTenant(): Promise<TenantView> {
  tenants += 1;
  const tenant = await createTenant(world.admin, { key: `tenant_${tenants}`, name: `Tenant ${tenants}` });
  await write(tenant.id, 12);
  await sealAuditEvents();
  return tenant;
}

const verify = (id: string) => verifyChain(id, world.organizationId);

async function faultsOf(id: string): Promise<(readonly [number, string])[]> {
  return (await verify(id)).faults.map(({ sequence, message }) => [sequence, message] as const);
}

describe("the sealer", () => {
  test("R25: gives every event a place in the chain of its own tenant or the organization, without gaps", async () => {
    await write(world.california.tenant.id, 2_300);
    await write(world.texas.tenant.id, 10);
    await write(null, 10);
    expect(await sealAuditEvents()).toBeGreaterThan(2_320);
    expect(await database.auditEvent.count({ where: { chainId: null } })).toBe(0);
    const wrong = await runAsAdmin(
      "SELECT id FROM audit_events WHERE chain_id <> coalesce(tenant_id, organization_id)",
      process.env.DATABASE_URL,
    );
    expect(wrong.rows).toEqual([]);
    for (const id of [world.california.tenant.id, world.texas.tenant.id, world.organizationId]) {
      const report = await verify(id);
      expect(report.faults).toEqual([]);
      expect(report.events).toBe(report.state.length);
      expect(report.events).toBe(await database.auditEvent.count({ where: { chainId: id } }));
    }
  });

  test("an event that is committed late, with an earlier time, gets a later place", async () => {
    const tenant = await sealedTenant();
    const before = (await verify(tenant.id)).state.length;
    const id = uuidv7();
    await database.$transaction(async (tx) => {
      const row = { id, organizationId: world.organizationId, tenantId: tenant.id, actorKind: "system" };
      await tx.auditEvent.create({ data: { ...row, actorName: "Late", action: "a.b", occurredAt: new Date(0) } });
      await write(tenant.id, 1);
      await sealAuditEvents();
    });
    await sealAuditEvents();
    expect((await database.auditEvent.findUniqueOrThrow({ where: { id } })).chainSequence).toBe(BigInt(before + 2));
    expect(await faultsOf(tenant.id)).toEqual([]);
  });

  test("many sealers at once, while others write, make one chain", async () => {
    const tenant = await sealedTenant();
    const writing = Promise.all(Array.from({ length: 10 }, () => write(tenant.id, 100)));
    const sealing = Promise.all(Array.from({ length: 8 }, () => sealAuditEvents()));
    await Promise.all([writing, sealing]);
    await sealAuditEvents();
    const report = await verify(tenant.id);
    expect(report.faults).toEqual([]);
    expect(report.events).toBeGreaterThanOrEqual(1_012);
    expect(report.events).toBe(await database.auditEvent.count({ where: { tenantId: tenant.id } }));
  });

  test("a sealed event cannot be changed or deleted by the product's own programs", async () => {
    const where = { tenantId: world.texas.tenant.id };
    const data = { actorName: "Somebody else" };
    await expect(database.auditEvent.updateMany({ where, data })).rejects.toThrow(/cannot be changed/);
    await expect(database.auditEvent.deleteMany({ where })).rejects.toThrow(/cannot be changed/);
    await updateTenant(world.admin, world.texas.tenant.id, { name: "Texas!" });
    await expect(database.auditEvent.updateMany({ where: { ...where, chainId: null }, data })).rejects.toThrow();
  });
});

describe("the checker finds", () => {
  test.each([
    ["actor_name = 'Somebody else'"],
    ["occurred_at = occurred_at + interval '1 hour'"],
    ["details = jsonb_set(details, '{rows}', '99')"],
    ["tenant_id = NULL"],
    ["action = 'query.refused', target_name = 'x'"],
  ])("an edited event, and says which: %s", async (change) => {
    const tenant = await sealedTenant();
    await tamper(`UPDATE audit_events SET ${change} WHERE chain_id = '${tenant.id}' AND chain_sequence = 5`);
    expect(await faultsOf(tenant.id)).toEqual([[5, "is not what was sealed there"]]);
  });

  test("an edited event whose own hash was made to fit as well", async () => {
    const tenant = await sealedTenant();
    const change = "actor_name = 'x', chain_hash = repeat('a', 64)";
    await tamper(`UPDATE audit_events SET ${change} WHERE chain_id = '${tenant.id}' AND chain_sequence = 5`);
    expect((await faultsOf(tenant.id)).map(([sequence]) => sequence)).toEqual([5, 6]);
  });

  test("a deleted event", async () => {
    const tenant = await sealedTenant();
    await tamper(`DELETE FROM audit_events WHERE chain_id = '${tenant.id}' AND chain_sequence IN (4, 5, 9)`);
    expect(await faultsOf(tenant.id)).toEqual([
      [4, "4 to 5 are missing"],
      [9, "9 is missing"],
    ]);
  });

  test("a deleted first event", async () => {
    const tenant = await sealedTenant();
    await tamper(`DELETE FROM audit_events WHERE chain_id = '${tenant.id}' AND chain_sequence = 1`);
    expect(await faultsOf(tenant.id)).toEqual([[1, "1 is missing"]]);
  });

  test("a deleted event whose gap was closed by giving the later ones other numbers", async () => {
    const tenant = await sealedTenant();
    await tamper(
      `DELETE FROM audit_events WHERE chain_id = '${tenant.id}' AND chain_sequence = 4;
       UPDATE audit_events SET chain_sequence = -chain_sequence WHERE chain_id = '${tenant.id}' AND chain_sequence > 4;
       UPDATE audit_events SET chain_sequence = -chain_sequence - 1 WHERE chain_id = '${tenant.id}' AND chain_sequence < 0`,
    );
    expect((await faultsOf(tenant.id))[0]).toEqual([4, "is not what was sealed there"]);
  });

  test("two events that changed places", async () => {
    const tenant = await sealedTenant();
    const move = (from: number, to: number) =>
      `UPDATE audit_events SET chain_sequence = ${to} WHERE chain_id = '${tenant.id}' AND chain_sequence = ${from}`;
    await tamper([move(3, -3), move(7, 3), move(-3, 7)].join(";"));
    expect((await faultsOf(tenant.id))[0]).toEqual([3, "is not what was sealed there"]);
  });

  test("an event put in between, behind the end, and without a place", async () => {
    const insert = (tenantId: string, sequence: string) =>
      `INSERT INTO audit_events (id, organization_id, tenant_id, actor_kind, actor_name, action, chain_id,
         chain_sequence, chain_hash) VALUES (gen_random_uuid(), '${world.organizationId}', '${tenantId}', 'system', 'x',
         'a.b', '${tenantId}', ${sequence}, repeat('a', 64))`;
    const between = await sealedTenant();
    await tamper(
      `UPDATE audit_events SET chain_sequence = -chain_sequence WHERE chain_id = '${between.id}' AND chain_sequence > 5;
       UPDATE audit_events SET chain_sequence = 1 - chain_sequence WHERE chain_id = '${between.id}' AND chain_sequence < 0;
       ${insert(between.id, "6")}`,
    );
    expect((await faultsOf(between.id))[0]).toEqual([6, "is not what was sealed there"]);
    const behind = await sealedTenant();
    const { length } = (await verify(behind.id)).state;
    await tamper(insert(behind.id, String(length + 1)));
    expect(await faultsOf(behind.id)).toEqual([[length + 1, "was put in behind the chain's end"]]);
    const placeless = await sealedTenant();
    await tamper(insert(placeless.id, "NULL"));
    expect(await faultsOf(placeless.id)).toEqual([[length, "1 events were put in without a place"]]);
  });

  test("a tail that was cut off, also when the recorded end was moved back with it", async () => {
    const tenant = await sealedTenant();
    const { length } = (await verify(tenant.id)).state;
    await tamper(`DELETE FROM audit_events WHERE chain_id = '${tenant.id}' AND chain_sequence > ${length - 3}`);
    expect(await faultsOf(tenant.id)).toEqual([[length - 2, `cut off: ${length - 2} to ${length} are missing`]]);
    await tamper(
      `UPDATE audit_chains SET length = ${length - 3}, head_hash = (SELECT chain_hash FROM audit_events
         WHERE chain_id = '${tenant.id}' AND chain_sequence = ${length - 3}) WHERE id = '${tenant.id}'`,
    );
    const changed = [length - 3, "the chain's recorded beginning or end was changed"];
    expect(await faultsOf(tenant.id)).toEqual([changed]);
    // Nor does the next seal bless it.
    await write(tenant.id, 3);
    await write(world.texas.tenant.id, 3);
    await sealAuditEvents();
    expect(await faultsOf(tenant.id)).toEqual([changed]);
    expect(await database.auditEvent.count({ where: { chainId: null, tenantId: { not: tenant.id } } })).toBe(0);
  });

  test("the end of one chain in the place of another's", async () => {
    const [one, other] = [await sealedTenant(), await sealedTenant()];
    await tamper(
      `UPDATE audit_chains AS a SET seal_ciphertext = b.seal_ciphertext FROM audit_chains AS b
       WHERE a.id = '${one.id}' AND b.id = '${other.id}'`,
    );
    expect((await faultsOf(one.id)).map(([, message]) => message)).toEqual([
      "the chain's recorded beginning or end was changed",
    ]);
  });

  test("a beginning that was removed by hand as if retention had done it", async () => {
    const tenant = await sealedTenant();
    await tamper(
      `UPDATE audit_chains SET removed_length = 3, removed_hash = (SELECT chain_hash FROM audit_events
         WHERE chain_id = '${tenant.id}' AND chain_sequence = 3) WHERE id = '${tenant.id}';
       DELETE FROM audit_events WHERE chain_id = '${tenant.id}' AND chain_sequence <= 3`,
    );
    expect((await faultsOf(tenant.id)).map(([, message]) => message)).toEqual([
      "the chain's recorded beginning or end was changed",
    ]);
  });

  test("a whole chain that is gone, of a tenant that is there", async () => {
    const tenant = await sealedTenant();
    await tamper(
      `DELETE FROM audit_events WHERE chain_id = '${tenant.id}'; DELETE FROM audit_chains WHERE id = '${tenant.id}'`,
    );
    const reports = [];
    for await (const report of verifyAudit({ tenant: tenant.key })) reports.push(report);
    expect(reports.map(({ name, faults }) => [name, faults[0]?.message])).toEqual([
      [`tenant ${tenant.key}`, "the chain's recorded beginning and end are gone"],
    ]);
  });

  test("an older state of everything that was put back, by the ends that were noted elsewhere", async () => {
    const tenant = await sealedTenant();
    const copy = `_${tenant.key}`;
    await tamper(
      `CREATE TABLE events${copy} AS SELECT * FROM audit_events WHERE chain_id = '${tenant.id}';
       CREATE TABLE chain${copy} AS SELECT * FROM audit_chains WHERE id = '${tenant.id}'`,
    );
    await write(tenant.id, 2);
    await sealAuditEvents();
    const { state } = await verify(tenant.id);
    const [anchor] = parseAnchors(anchorLine({ chain: state.id, length: state.length, hash: state.headHash }));
    expect((await verifyChain(tenant.id, world.organizationId, anchor)).faults).toEqual([]);
    await tamper(
      `DELETE FROM audit_events WHERE chain_id = '${tenant.id}'; DELETE FROM audit_chains WHERE id = '${tenant.id}';
       INSERT INTO audit_events SELECT * FROM events${copy}; INSERT INTO audit_chains SELECT * FROM chain${copy}`,
    );
    expect(await faultsOf(tenant.id)).toEqual([]);
    const compared = await verifyChain(tenant.id, world.organizationId, anchor);
    expect(compared.faults.map(({ message }) => message)).toEqual([
      `cut off: ${state.length - 1} to ${state.length} are missing, as was noted down elsewhere`,
    ]);
    await write(tenant.id, 4, "Somebody else");
    await sealAuditEvents();
    const rewritten = await verifyChain(tenant.id, world.organizationId, anchor);
    expect(rewritten.faults).toEqual([
      { sequence: state.length, message: "is not what was noted down elsewhere: the chain was written anew" },
    ]);
  });
});
