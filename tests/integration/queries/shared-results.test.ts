import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import type { Actor } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { memoryResults } from "@/lib/queries/memory-results";
import { querySettings } from "@/lib/queries/query-settings";
import { type QueryRequest, runQuery } from "@/lib/queries/run-query";
import { closeRedis, redisSettings, tryRedis } from "@/lib/redis";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { createPostgresSource } from "@/tests/support/data-sources";
import { type FreezableProxy, startFreezableProxy } from "@/tests/support/freezable-proxy";
import { hasRedis, redisLogin } from "@/tests/support/source-servers";
import { createTenantWorld, createWorld, type World } from "@/tests/support/world";

/** Answered differently each time it is run, so that two equal answers are one reading. */
const reading = "SELECT state, random() AS reading FROM sales ORDER BY id";

describe.skipIf(!hasRedis())("answers that instances share in Redis", () => {
  let world: World;
  let connectionId: string;
  let inspector: Redis;
  let proxy: FreezableProxy;

  beforeAll(async () => {
    world = await createWorld();
    const { id } = await createConnection(world.admin, {
      projectId: world.project.id,
      name: "Sales",
      settings: { engine: "POSTGRES", url: (await createPostgresSource()).url },
      resultCacheSeconds: 3_600,
    });
    connectionId = id;
    await refreshCatalog(world.admin, id);
    await setTableExposures(world.admin, id, { exposure: "PROTECTED" });
    const policy = await createPolicy(world.admin, {
      projectId: world.project.id,
      connectionId,
      name: "state",
      rules: [{ table: "sales", filter: "state IN {{ state }}" }],
    });
    const parameters = { state: "{{ tenant.attributes.state }}" };
    await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
    const { host, port, password } = redisLogin();
    inspector = new Redis({ host, port, password });
  });

  beforeEach(async () => {
    const { port, password } = redisLogin();
    await proxy?.close();
    proxy = await startFreezableProxy(port);
    await inspector.flushall();
    memoryResults().clear();
    // However busy the machine is; the test of a Redis that hangs sets its own.
    redisSettings().commandMilliseconds = 20_000;
    await connectThrough(`redis://:${password}@127.0.0.1:${proxy.port}`);
    await answering();
  });

  afterAll(async () => {
    delete process.env.REDIS_URL;
    await closeRedis();
    await inspector?.quit();
    await proxy?.close();
  });

  async function connectThrough(url: string): Promise<void> {
    await closeRedis();
    process.env.REDIS_URL = url;
  }

  const answering = () => expect.poll(() => tryRedis((redis) => redis.ping()), { timeout: 30_000 }).toBe("PONG");

  async function read(actor: Actor, more: Partial<QueryRequest> = {}) {
    const { data, cached } = await runQuery(actor, { connectionId, sql: reading, purpose: "card", ...more });
    return { states: data[0], readings: data[1], cached };
  }

  const keptKeys = () => inspector.keys("bulkhead:result:*");

  /** Reads, and waits until the answer stands in Redis. */
  async function readAndShare(actor: Actor) {
    const before = (await keptKeys()).length;
    const answer = await read(actor);
    await expect.poll(async () => (await keptKeys()).length, { timeout: 30_000 }).toBe(before + 1);
    return answer;
  }

  /** As another instance that has nothing in its own memory. */
  const elsewhere = () => memoryResults().clear();

  test("one instance reads, another gives the same answer", async () => {
    const first = await readAndShare(world.california.viewer);
    elsewhere();
    expect(await read(world.california.viewer)).toEqual({ ...first, cached: true });
    elsewhere();
    expect((await read(world.california.viewer, { fresh: true })).cached).toBe(false);
  });

  test("R23: what stands there is encrypted, expires, and names neither question nor rows", async () => {
    await readAndShare(world.california.viewer);
    const [key = ""] = await keptKeys();
    const value = await inspector.getBuffer(key);
    expect(value?.toString("latin1")).not.toMatch(/California|reading|columns/);
    expect(key).toMatch(/^bulkhead:result:[\w-]{43}$/);
    expect(await inspector.ttl(key)).toBeGreaterThan(0);
    expect(await inspector.ttl(key)).toBeLessThanOrEqual(3_600);
    for (const other of await inspector.keys("*")) expect(await inspector.ttl(other)).toBeGreaterThan(0);
  });

  test("R23: a value put under another tenant's key is a miss, never that tenant's answer", async () => {
    await readAndShare(world.texas.viewer);
    const [texan = ""] = await keptKeys();
    await readAndShare(world.california.viewer);
    const californian = (await keptKeys()).find((key) => key !== texan) ?? "";
    await inspector.copy(texan, californian, "REPLACE");
    elsewhere();
    const answer = await read(world.california.viewer);
    expect(answer).toMatchObject({ states: ["California", "California"], cached: false });
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("OK")],
    ["zeros", Buffer.alloc(200)],
    ["JSON", Buffer.from('{"columns":[],"data":[["Texas"]],"rowCount":1}')],
  ])("R26: %s where an answer should be is a miss", async (_, garbage) => {
    await readAndShare(world.california.viewer);
    const [key = ""] = await keptKeys();
    await inspector.set(key, garbage);
    elsewhere();
    expect(await read(world.california.viewer)).toMatchObject({ states: ["California", "California"], cached: false });
  });

  test("R26: a value of another kind is a miss, too", async () => {
    await readAndShare(world.california.viewer);
    const [key = ""] = await keptKeys();
    await inspector.del(key);
    await inspector.lpush(key, "a list");
    elsewhere();
    expect((await read(world.california.viewer)).cached).toBe(false);
  });

  test("R26: a Redis that hangs is done without, and used again when it answers", async () => {
    await readAndShare(world.california.viewer);
    const { commandMilliseconds } = redisSettings();
    redisSettings().commandMilliseconds = 200;
    const url = process.env.REDIS_URL ?? "";
    await connectThrough(url);
    await answering();
    proxy.freeze();
    elsewhere();
    expect((await read(world.california.viewer)).cached).toBe(false);
    expect((await read(world.california.viewer)).cached).toBe(true);
    proxy.thaw();
    redisSettings().commandMilliseconds = commandMilliseconds;
    await connectThrough(url);
    await answering();
    elsewhere();
    expect((await read(world.california.viewer)).cached).toBe(true);
  });

  test("R26: a Redis that is gone, was never there, or refuses the password changes no answer", async () => {
    await proxy.close();
    expect((await read(world.california.viewer)).cached).toBe(false);
    elsewhere();
    expect((await read(world.california.viewer)).states).toEqual(["California", "California"]);
    const { port } = redisLogin();
    for (const url of ["redis://127.0.0.1:1", `redis://:wrong@127.0.0.1:${port}`, "redis://redis.invalid:6379"]) {
      await connectThrough(url);
      elsewhere();
      expect((await read(world.texas.viewer)).states, url).toEqual(["Texas", "Texas"]);
    }
  });

  test("a deleted tenant's rows leave Redis, everybody else's stay", async () => {
    const nevada = await createTenantWorld(world.admin, "nevada", "Nevada");
    await readAndShare(world.california.viewer);
    const [kept = ""] = await keptKeys();
    await readAndShare(nevada.viewer);
    await deleteTenant(world.admin, nevada.tenant.id);
    await expect.poll(() => inspector.keys("*").then((keys) => keys.length), { timeout: 30_000 }).toBe(2);
    expect(await keptKeys()).toEqual([kept]);
  });

  test("an answer that is too large stays in the process that read it", async () => {
    const settings = querySettings();
    const { largestSharedBytes } = settings;
    settings.largestSharedBytes = 50;
    try {
      await read(world.california.viewer);
      expect((await read(world.california.viewer)).cached).toBe(true);
      elsewhere();
      expect((await read(world.california.viewer)).cached).toBe(false);
    } finally {
      settings.largestSharedBytes = largestSharedBytes;
    }
  });
});
