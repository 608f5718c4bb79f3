import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { shiftClock } from "@/lib/clock";
import type { ConnectionSettingsInput } from "@/lib/connections/connection-schema";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { updateConnection } from "@/lib/connections/update-connection";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { deleteAssignment } from "@/lib/policies/delete-assignment";
import { getPolicy } from "@/lib/policies/policy-queries";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { updatePolicy } from "@/lib/policies/update-policy";
import { memoryResults } from "@/lib/queries/memory-results";
import { type QueryRequest, runQuery } from "@/lib/queries/run-query";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { updateTenant } from "@/lib/tenants/update-tenant";
import { createFileSource, createPostgresSource, type PostgresSource } from "@/tests/support/data-sources";
import { runAsAdmin } from "@/tests/support/test-database";
import { createTenantWorld, createWorld, type World } from "@/tests/support/world";

let world: World;
let source: PostgresSource;
let number = 0;

beforeAll(async () => {
  world = await createWorld();
  source = await createPostgresSource();
});

afterEach(() => shiftClock(0));

interface Place {
  readonly connectionId: string;
  readonly policyId: string;
  readonly assignmentId: string;
}

const byState = { rules: [{ table: "sales", filter: "state IN {{ state }}" }] };

/** A connection of its own where each tenant sees the rows of its state. */
async function connect(settings: ConnectionSettingsInput = postgres(), resultCacheSeconds?: number): Promise<Place> {
  number += 1;
  const named = { projectId: world.project.id, name: `Source ${number}` };
  const { id: connectionId } = await createConnection(world.admin, { ...named, settings, resultCacheSeconds });
  await refreshCatalog(world.admin, connectionId);
  await setTableExposures(world.admin, connectionId, { exposure: "PROTECTED" });
  const policy = await createPolicy(world.admin, { ...named, connectionId, ...byState });
  const parameters = { state: "{{ tenant.attributes.state }}" };
  const { id } = await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
  return { connectionId, policyId: policy.id, assignmentId: id };
}

const postgres = (): ConnectionSettingsInput => ({ engine: "POSTGRES", url: source.url });

/** Answered differently each time it is run, so that two equal answers are one reading. */
const reading = "SELECT count(*) AS number, random() AS reading FROM sales";

async function read(actor: Actor, { connectionId }: Place, more: Partial<QueryRequest> = {}) {
  const { data, cached, asOf } = await runQuery(actor, { connectionId, sql: reading, purpose: "card", ...more });
  return { number: Number(data[0]?.[0]), reading: data[1]?.[0], cached, asOf };
}

const california = () => world.california.viewer;
const texas = () => world.texas.viewer;
const refusal = { code: "query_refused" };

describe("what is kept", () => {
  test("an equal question of the same tenant is answered from it, with the time the rows were read", async () => {
    const place = await connect();
    const first = await read(california(), place);
    shiftClock(30_000);
    const second = await read(world.california.powerUser, place);
    expect(first.cached).toBe(false);
    expect(second).toEqual({ ...first, cached: true });
  });

  test("R23: another tenant, the organization and another question never share an answer", async () => {
    const place = await connect();
    const others = [
      await read(california(), place),
      await read(texas(), place),
      await read(world.admin, place),
      await read(california(), place, { maximumRows: 5 }),
      await read(california(), place, { sql: `${reading} WHERE year > 0` }),
      await read(california(), await connect()),
    ];
    expect(others.map(({ cached }) => cached)).toEqual(Array(others.length).fill(false));
    expect(new Set(others.map((one) => one.reading)).size).toBe(others.length);
    expect(others.map((one) => one.number)).toEqual([2, 2, 5, 2, 2, 2]);
  });

  test("R23: an admin who looks as a tenant shares the tenant's answers and no more", async () => {
    const place = await connect();
    const own = await read(texas(), place);
    expect(await read(world.admin, place, { asTenantId: world.texas.tenant.id })).toEqual({ ...own, cached: true });
    expect((await read(world.admin, place, { asTenantId: world.california.tenant.id })).cached).toBe(false);
  });

  test("constants of a filter are part of the question", async () => {
    const place = await connect();
    const sql = "SELECT count(*), random() FROM sales WHERE year = {{ filter.year }}";
    const years = [2020, 2021, 2020].map((year) => () => read(california(), place, { sql, filters: { year } }));
    const answers = [];
    for (const one of years) answers.push(await one());
    expect(answers.map(({ cached }) => cached)).toEqual([false, false, true]);
    expect(answers[2]?.reading).toBe(answers[0]?.reading);
  });

  test("it lives as long as its connection says, and nothing lives where that is 0", async () => {
    const place = await connect(postgres(), 10);
    await read(california(), place);
    shiftClock(9_500);
    expect((await read(california(), place)).cached).toBe(true);
    shiftClock(10_500);
    expect((await read(california(), place)).cached).toBe(false);
    await updateConnection(world.admin, place.connectionId, { resultCacheSeconds: 0 });
    for (let n = 0; n < 2; n += 1) expect((await read(california(), place)).cached).toBe(false);
    await updateConnection(world.admin, place.connectionId, { resultCacheSeconds: 86_400 });
    await read(california(), place);
    shiftClock(80_000_000);
    expect((await read(california(), place)).cached).toBe(true);
  });

  test("asked for afresh, the source is read, and what it says is kept", async () => {
    const place = await connect();
    const before = await read(california(), place);
    const anew = await read(california(), place, { fresh: true });
    expect(anew.cached).toBe(false);
    expect(anew.reading).not.toBe(before.reading);
    expect((await read(california(), place)).reading).toBe(anew.reading);
  });

  test("each reader has an audit event of their own, which says where the rows came from", async () => {
    const place = await connect();
    await read(california(), place);
    await read(world.california.powerUser, place);
    await flushAuditQueue();
    const events = await database.auditEvent.findMany({
      where: { action: "query.ran", targetId: place.connectionId },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ actorId }) => actorId)).toEqual([california().userId, world.california.powerUser.userId]);
    const details = events.map((event) => event.details as Record<string, unknown>);
    expect(details.map(({ cached, rows }) => [cached, rows])).toEqual([
      [undefined, 1],
      [true, 1],
    ]);
    expect(details[0]?.fingerprint).toBe(details[1]?.fingerprint);
  });

  test("a failure is kept for nobody", async () => {
    const place = await connect();
    const name = `later_${number}`;
    await runAsAdmin(`CREATE TABLE public.${name} AS SELECT 1 AS id, 'California' AS state`, source.adminUrl);
    await refreshCatalog(world.admin, place.connectionId);
    const request = { connectionId: place.connectionId, sql: `SELECT id FROM ${name}`, purpose: "card" } as const;
    await expect(runQuery(world.admin, request)).rejects.toMatchObject(refusal);
    await runAsAdmin(`GRANT SELECT ON public.${name} TO PUBLIC`, source.adminUrl);
    expect((await runQuery(world.admin, request)).data).toEqual([[1]]);
  });

  test("R15: nothing is kept of a session with tenancy switched off, nor given to it", async () => {
    const place = await connect();
    const off = { ...world.admin, tenancyOff: { sessionId: randomUUID(), until: new Date(Date.now() + 60_000) } };
    await read(world.admin, place);
    const seen = [await read(off, place), await read(off, place), await read(world.admin, place)];
    expect(seen.map(({ cached }) => cached)).toEqual([false, false, true]);
    expect(new Set(seen.map((one) => one.reading)).size).toBe(3);
  });
});

describe("R23: authorization comes before the look-up, and changes hold from the next request on", () => {
  test("an edited policy", async () => {
    const place = await connect();
    expect((await read(california(), place)).number).toBe(2);
    const { version, name, projectId, connectionId } = await getPolicy(world.admin, place.policyId);
    const rules = [{ table: "sales", filter: "state IN {{ state }} AND year = 2021" }];
    await updatePolicy(world.admin, place.policyId, { version, name, projectId, connectionId, rules });
    expect(await read(california(), place)).toMatchObject({ number: 1, cached: false });
  });

  test("a policy more", async () => {
    const place = await connect();
    await read(california(), place);
    const more: PolicyInput = {
      projectId: world.project.id,
      connectionId: place.connectionId,
      name: "Masks",
      rules: [{ table: "sales", excludedColumns: ["state"] }],
    };
    const { id } = await createPolicy(world.admin, more);
    await createAssignment(world.admin, { policyId: id, kind: "ALL_TENANTS", parameters: {} });
    const sql = "SELECT state FROM sales";
    await expect(read(california(), place, { sql })).rejects.toMatchObject(refusal);
    expect((await read(california(), place)).cached).toBe(false);
  });

  test("a table that is hidden again", async () => {
    const place = await connect();
    await read(california(), place);
    await setTableExposures(world.admin, place.connectionId, { exposure: "HIDDEN" });
    await expect(read(california(), place)).rejects.toMatchObject(refusal);
  });

  test("a shared table that is no longer shared", async () => {
    const place = await connect();
    await setTableExposures(world.admin, place.connectionId, { exposure: "SHARED" });
    const sql = "SELECT count(*), random() FROM airports";
    expect((await read(california(), place, { sql })).number).toBe(2);
    expect((await read(california(), place, { sql })).cached).toBe(true);
    await setTableExposures(world.admin, place.connectionId, { exposure: "PROTECTED" });
    await expect(read(california(), place, { sql })).rejects.toMatchObject(refusal);
  });

  test("an assignment that is taken back", async () => {
    const place = await connect();
    await read(california(), place);
    await deleteAssignment(world.admin, place.assignmentId);
    await expect(read(california(), place)).rejects.toMatchObject(refusal);
  });

  test("a tenant's attribute that a policy reads", async () => {
    const place = await connect();
    const nevada = await createTenantWorld(world.admin, `attribute-${number}`, "Nevada");
    expect((await read(nevada.viewer, place)).number).toBe(1);
    await updateTenant(world.admin, nevada.tenant.id, { attributes: { state: "Nowhere" } });
    expect(await read(nevada.viewer, place)).toMatchObject({ number: 0, cached: false });
  });

  test("a connection that points elsewhere", async () => {
    const place = await connect();
    await read(california(), place);
    const elsewhere = await createPostgresSource();
    await runAsAdmin("DELETE FROM public.sales WHERE year = 2020", elsewhere.adminUrl);
    await updateConnection(world.admin, place.connectionId, { settings: { engine: "POSTGRES", url: elsewhere.url } });
    expect(await read(california(), place)).toMatchObject({ number: 1, cached: false });
  });

  test("a deleted tenant: nobody is answered, its rows leave the memory, and nobody else's do", async () => {
    const place = await connect(postgres(), 86_400);
    const nevada = await createTenantWorld(world.admin, `deleted-${number}`, "Nevada");
    const asTenantId = nevada.tenant.id;
    memoryResults().clear();
    await read(california(), place);
    await read(nevada.viewer, place);
    await read(world.admin, place, { asTenantId, maximumRows: 7 });
    expect(memoryResults().usage()).toMatchObject({ entries: 3, tenants: 2 });
    await deleteTenant(world.admin, nevada.tenant.id);
    await expect(read(nevada.viewer, place)).rejects.toMatchObject({ code: "not_found" });
    await expect(read(world.admin, place, { asTenantId })).rejects.toMatchObject({ code: "not_found" });
    await expect.poll(() => memoryResults().usage(), { timeout: 30_000 }).toMatchObject({ entries: 1, tenants: 1 });
  });

  test("what a person may no longer read is not read from what is kept either", async () => {
    const place = await connect();
    await read(california(), place);
    const request = { connectionId: place.connectionId, sql: reading, purpose: "explore" } as const;
    await expect(runQuery(california(), request)).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("R23: a changed file is another answer, on DuckDB too", async () => {
  const folder = createFileSource();
  const path = `${folder}/all/sales.csv`;
  const place = await connect({ engine: "DUCKDB", tables: [{ name: "sales", format: "csv", path }] });
  expect((await read(california(), place)).number).toBe(2);
  expect((await read(california(), place)).cached).toBe(true);
  appendFileSync(path, "6,california,California,2022,300,7\n");
  await expect.poll(async () => (await read(california(), place)).number, { timeout: 30_000 }).toBe(3);
});

describe("equal questions at the same time", () => {
  test("are read once, and each has the rows and an event", async () => {
    const place = await connect();
    const people = [california(), world.california.powerUser];
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => read(people[n % 2] ?? california(), place)));
    expect(new Set(all.map((one) => one.reading)).size).toBe(1);
    expect(all.filter(({ cached }) => !cached)).toHaveLength(1);
    await flushAuditQueue();
    const where = { action: "query.ran", targetId: place.connectionId };
    expect(await database.auditEvent.count({ where })).toBe(20);
  });

  test("go on for the others when one leaves, and are cancelled in the server when all have left", async () => {
    const place = await connect();
    const sql = `SELECT count(*), random() FROM sales a, ${Array.from({ length: 12 }, (_, n) => `airports t${n}, airports s${n}`).join(", ")}`;
    const leaving = [new AbortController(), new AbortController()];
    const gone = leaving.map(({ signal }) => read(world.admin, place, { sql, signal }));
    const outcomes = Promise.allSettled(gone);
    await expect.poll(() => running(), { timeout: 30_000 }).toBe(1);
    leaving[0]?.abort();
    await expect(gone[0]).rejects.toMatchObject({ code: "query_timeout" });
    expect(await running()).toBe(1);
    leaving[1]?.abort();
    await outcomes;
    await expect.poll(() => running(), { timeout: 30_000 }).toBe(0);
  });
});

/** Queries of ours that run in the source's server. */
async function running(): Promise<number> {
  const name = new URL(source.url).pathname.slice(1);
  const { rows } = await runAsAdmin(
    `SELECT count(*)::int AS number FROM pg_stat_activity WHERE datname = '${name}' AND state = 'active' AND pid <> pg_backend_pid()`,
  );
  return rows[0].number;
}
