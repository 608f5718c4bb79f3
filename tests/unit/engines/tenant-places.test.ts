import { expect, test } from "vitest";
import { engineSettings } from "@/lib/engines/engine-settings";
import { inTenantPlace } from "@/lib/engines/tenant-places";

const options = { maximumRows: 1, timeoutMilliseconds: 60_000 };

/** Work that goes on until it is let go. */
function heldWork() {
  const frees: (() => void)[] = [];
  let running = 0;
  let most = 0;
  return {
    most: () => most,
    running: () => running,
    work: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => frees.push(resolve));
      running -= 1;
    },
    free: () => {
      for (const free of frees.splice(0)) free();
    },
  };
}

test("a tenant's slow queries wait for one another, and another tenant's run meanwhile", async () => {
  const { maximumQueriesPerTenant } = engineSettings();
  const slow = heldWork();
  const mine = Array.from({ length: 50 }, () => inTenantPlace({ ...options, tenant: "mine" }, slow.work));
  expect(await inTenantPlace({ ...options, tenant: "other" }, async () => "answered")).toBe("answered");
  expect(await inTenantPlace(options, async () => "answered")).toBe("answered");
  expect(slow.running()).toBe(maximumQueriesPerTenant);
  let done = false;
  const all = Promise.all(mine).finally(() => {
    done = true;
  });
  while (!done) {
    slow.free();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await all;
  expect(slow.most()).toBe(maximumQueriesPerTenant);
});

test("fewer than a pool has connections, so that one tenant never fills a pool that it shares", () => {
  const { maximumQueriesPerTenant, maximumConnectionsPerPool } = engineSettings();
  expect(maximumQueriesPerTenant).toBeLessThan(maximumConnectionsPerPool);
});

test("waiting counts against the time limit, and a caller who leaves stops waiting", async () => {
  const slow = heldWork();
  const { maximumQueriesPerTenant } = engineSettings();
  const tenant = "patient";
  const held = Array.from({ length: maximumQueriesPerTenant }, () => inTenantPlace({ ...options, tenant }, slow.work));
  let left = Number.POSITIVE_INFINITY;
  const waiting = inTenantPlace({ ...options, tenant }, async ({ timeoutMilliseconds }) => {
    left = timeoutMilliseconds;
  });
  const caller = new AbortController();
  const leaving = inTenantPlace({ ...options, tenant, signal: caller.signal }, async () => "never");
  const late = inTenantPlace({ ...options, tenant, timeoutMilliseconds: 30 }, async () => "never");
  caller.abort();
  await expect(leaving).rejects.toMatchObject({ message: "The query was cancelled" });
  await expect(late).rejects.toMatchObject({ code: "query_timeout", message: "The query took too long" });
  slow.free();
  await Promise.all([...held, waiting]);
  expect(left).toBeLessThan(options.timeoutMilliseconds);
  expect(await inTenantPlace({ ...options, tenant }, async () => "again")).toBe("again");
});

test("a query that fails gives its place back", async () => {
  for (let n = 0; n < 20; n += 1) {
    const failing = inTenantPlace({ ...options, tenant: "failing" }, async () => {
      throw new Error("refused");
    });
    await expect(failing).rejects.toThrow("refused");
  }
  expect(await inTenantPlace({ ...options, tenant: "failing" }, async () => "answered")).toBe("answered");
});
