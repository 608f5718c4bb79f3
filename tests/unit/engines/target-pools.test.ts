import { beforeEach, describe, expect, test } from "vitest";
import { startDeadline } from "@/lib/engines/deadline";
import { engineSettings } from "@/lib/engines/engine-settings";
import { type ConnectionPool, TargetPools } from "@/lib/engines/target-pools";

interface FakeConnection {
  readonly target: string;
  lent: boolean;
}

/** Keeps what it is given back, opens a moment late, and ends only what it owns. */
class FakePool implements ConnectionPool<FakeConnection> {
  readonly idle: FakeConnection[] = [];
  connectionCount = 0;
  ended = false;

  constructor(readonly target: string) {}

  get idleCount() {
    return this.idle.length;
  }

  async connect() {
    const connection = this.idle.pop() ?? (await this.#opened());
    if (connection.lent || this.ended) throw new Error("lent twice, or after the end");
    connection.lent = true;
    return connection;
  }

  release(connection: FakeConnection, destroy: boolean) {
    connection.lent = false;
    if (destroy || this.ended) this.connectionCount -= 1;
    else this.idle.push(connection);
  }

  closeIdle() {
    if (this.idle.shift()) this.connectionCount -= 1;
  }

  async end() {
    this.ended = true;
    this.connectionCount -= this.idle.splice(0).length;
  }

  async #opened(): Promise<FakeConnection> {
    this.connectionCount += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return { target: this.target, lent: false };
  }
}

let engine = 0;
let created: FakePool[];
let pools: TargetPools<string, FakeConnection>;

beforeEach(() => {
  Object.assign(engineSettings(), {
    maximumPools: 10,
    maximumPoolsPerTenant: 3,
    maximumConnectionsPerPool: 4,
    maximumConnections: 16,
  });
  created = [];
  engine += 1;
  pools = new TargetPools(
    `fake-${engine}`,
    (target) => target,
    (target) => {
      const pool = new FakePool(target);
      created.push(pool);
      return pool;
    },
  );
});

const open = () => created.filter((pool) => !pool.ended).map((pool) => pool.target);
const connections = () => created.reduce((sum, pool) => sum + pool.connectionCount, 0);

async function use(
  target: string,
  { tenant, work = async () => {} }: { tenant?: string; work?: () => Promise<void> } = {},
) {
  const deadline = startDeadline({ timeoutMilliseconds: 60_000 });
  const lease = await pools.lease(target, deadline, tenant);
  try {
    await work();
    return lease.connection.target;
  } finally {
    lease.release();
    deadline.end();
  }
}

test("R23: ten thousand queries of two thousand targets each get their own target's connection, within every bound", async () => {
  let most = { pools: 0, connections: 0 };
  const queries = Array.from({ length: 10_000 }, (_, n) => `target-${(n * 7_919) % 2_000}`);
  const answers = await Promise.all(
    queries.map((target, n) =>
      use(target, {
        tenant: `tenant-${n % 50}`,
        work: async () => {
          if (n % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
          most = { pools: Math.max(most.pools, open().length), connections: Math.max(most.connections, connections()) };
        },
      }),
    ),
  );
  expect(answers).toEqual(queries);
  expect(most).toEqual({ pools: 10, connections: 16 });
  expect(pools.usage()).toMatchObject({ leases: 0 });
}, 60_000);

test("the least recently used target gives way, one in use never does", async () => {
  let free = () => {};
  const holding = use("held", { work: () => new Promise<void>((resolve) => (free = resolve)) });
  for (let n = 1; n <= 9; n += 1) await use(`t${n}`);
  await use("t1");
  await use("new");
  expect(open()).toEqual(["held", "t1", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "new"]);
  free();
  expect(await holding).toBe("held");
});

describe("one tenant with many targets", () => {
  test("ends its own idle pools and leaves the others' alone", async () => {
    for (const target of ["a", "b", "c"]) await use(target, { tenant: "other" });
    for (let n = 0; n < 100; n += 1) await use(`mine-${n}`, { tenant: "mine" });
    expect(open()).toEqual(["a", "b", "c", "mine-97", "mine-98", "mine-99"]);
  });

  test("never ends one that it is using, and exceeds no bound of the whole", async () => {
    const holds = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        pools.lease(`mine-${n}`, startDeadline({ timeoutMilliseconds: 60_000 }), "mine"),
      ),
    );
    const waiting = use("other", { tenant: "other" });
    expect(holds.map(({ connection }) => connection.target)).toEqual(Array.from({ length: 10 }, (_, n) => `mine-${n}`));
    expect(open().length).toBe(10);
    holds[4]?.release();
    expect(await waiting).toBe("other");
    expect(open()).not.toContain("mine-4");
    for (const hold of holds) hold.release();
  });
});

test("those who wait for a busy target hold nothing that another target needs", async () => {
  const frees: (() => void)[] = [];
  const busy = Array.from({ length: 100 }, () =>
    use("busy", { work: () => new Promise<void>((resolve) => frees.push(resolve)) }),
  );
  expect(await Promise.all(["a", "b", "c", "d"].map((target) => use(target)))).toEqual(["a", "b", "c", "d"]);
  expect(created.find(({ target }) => target === "busy")?.connectionCount).toBe(4);
  let done = false;
  const all = Promise.all(busy).then(() => {
    done = true;
  });
  while (!done) {
    for (const free of frees.splice(0)) free();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await all;
});

test("connections that nobody uses are closed before one too many is opened, in use or not their pool", async () => {
  const many = (target: string) => Promise.all(Array.from({ length: 4 }, () => use(target)));
  for (const target of ["a", "b", "c", "d"]) await many(target);
  expect(connections()).toBe(16);
  await many("e");
  expect(connections()).toBe(16);
  expect(created.map((pool) => pool.connectionCount)).toEqual([0, 4, 4, 4, 4]);
});

test("who gives up waiting at each step leaves nothing behind", async () => {
  const held = await Promise.all(
    Array.from({ length: 4 }, () => pools.lease("busy", startDeadline({ timeoutMilliseconds: 60_000 }))),
  );
  const caller = new AbortController();
  const waiting = Array.from({ length: 20 }, () =>
    pools.lease("busy", startDeadline({ timeoutMilliseconds: 60_000, signal: caller.signal })),
  );
  caller.abort();
  for (const lease of waiting) await expect(lease).rejects.toMatchObject({ message: "The query was cancelled" });
  for (const lease of held) lease.release();
  await new Promise((resolve) => setImmediate(resolve));
  expect(pools.usage()).toMatchObject({ leases: 0, connections: 4 });
  expect(await Promise.all(Array.from({ length: 8 }, () => use("busy")))).toEqual(new Array(8).fill("busy"));
});
