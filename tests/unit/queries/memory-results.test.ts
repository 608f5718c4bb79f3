import { expect, test } from "vitest";
import { MemoryResults } from "@/lib/queries/memory-results";

const answer = (bytes: number, readAt = 0) => ({ json: Buffer.alloc(bytes), rowCount: 1, readAt });
const place = (key: string, tenantId: string | null = null, lifetimeSeconds = 60) => ({
  key,
  tenantId,
  lifetimeSeconds,
});
const store = (limits: Partial<{ maximumBytes: number; maximumEntries: number }> = {}) =>
  new MemoryResults({ maximumBytes: 1_000_000, maximumEntries: 100, ...limits });

test("what is kept takes no more bytes and entries than it may, and the least used goes first", () => {
  const bytes = store({ maximumBytes: 100_000 });
  for (let n = 0; n < 50; n += 1) {
    bytes.set(place(`key ${n}`), answer(10_000));
    bytes.get("key 0");
    expect(bytes.usage().bytes).toBeLessThanOrEqual(100_000);
  }
  expect(bytes.get("key 0")).toBeDefined();
  expect(bytes.get("key 1")).toBeUndefined();
  expect(bytes.get("key 49")).toBeDefined();
  const entries = store({ maximumEntries: 3 });
  for (let n = 0; n < 10; n += 1) entries.set(place(`key ${n}`), answer(1));
  expect(entries.usage().entries).toBe(3);
});

test("an answer too large to leave room for others is not kept", () => {
  const small = store({ maximumBytes: 80_000 });
  small.set(place("small", "a"), answer(100));
  small.set(place("huge", "b"), answer(20_000));
  expect(small.get("huge")).toBeUndefined();
  expect(small.usage()).toMatchObject({ entries: 1, tenants: 1 });
});

test("a tenant's answers go with it, and nobody else's", () => {
  const results = store();
  results.set(place("1", "a"), answer(1));
  results.set(place("2", "a"), answer(1));
  results.set(place("3", "b"), answer(1));
  results.set(place("4"), answer(1));
  results.deleteTenant("a");
  results.deleteTenant("unknown");
  expect(["1", "2", "3", "4"].map((key) => results.get(key) !== undefined)).toEqual([false, false, true, true]);
});

test("the index of tenants shrinks with what it points to", () => {
  const results = store({ maximumEntries: 2 });
  for (let n = 0; n < 20; n += 1) results.set(place(`${n}`, `tenant ${n}`), answer(1));
  expect(results.usage().tenants).toBe(2);
  results.clear();
  expect(results.usage()).toEqual({ entries: 0, bytes: 0, tenants: 0 });
});

test("what has expired is removed, the rest stays", () => {
  const results = store();
  results.set(place("short", "a", 10), answer(1, 1_000));
  results.set(place("long", "a", 100), answer(1, 1_000));
  results.deleteExpired(11_000);
  expect(results.get("short")).toBeUndefined();
  expect(results.get("long")).toBeDefined();
});

test("rows that were read earlier never replace later ones", () => {
  const results = store();
  results.set(place("key"), answer(2, 2_000));
  results.set(place("key"), answer(1, 1_000));
  expect(results.get("key")?.readAt).toBe(2_000);
});
