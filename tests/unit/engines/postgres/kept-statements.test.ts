import { expect, test } from "vitest";
import { KeptStatements } from "@/lib/engines/postgres/kept-statements";

test("a text is kept from its second run on, under a name of its own", () => {
  const kept = new KeptStatements();
  expect(kept.use("SELECT 1")).toEqual({ name: "", isPrepared: false, dropped: [] });
  const { name } = kept.use("SELECT 1");
  expect(name).toMatch(/^bulkhead_[0-9a-f]{24}_\d+$/);
  expect(kept.use("SELECT 1")).toEqual({ name, isPrepared: true, dropped: [] });
  kept.use("SELECT 2");
  expect(kept.use("SELECT 2").name).not.toBe(name);
});

test("R23: two connections never give one name, so that behind a pooler none runs what another one prepared", () => {
  const names = Array.from({ length: 50 }, (_, n) => {
    const kept = new KeptStatements();
    kept.use(`SELECT ${n}`);
    return kept.use(`SELECT ${n}`).name;
  });
  expect(new Set(names).size).toBe(50);
  // PostgreSQL cuts longer names, after which two could meet.
  expect(names.every((name) => name.length < 60)).toBe(true);
});

test("no more than a few are kept, and the server is told of each that is given up, once", () => {
  const kept = new KeptStatements();
  const names: string[] = [];
  const dropped: string[] = [];
  for (let n = 0; n < 100; n += 1) {
    kept.use(`SELECT ${n}`);
    const use = kept.use(`SELECT ${n}`);
    names.push(use.name);
    dropped.push(...use.dropped);
  }
  expect(dropped.length).toBeGreaterThan(50);
  expect(dropped).toEqual(names.slice(0, dropped.length));
  expect(new Set(names).size).toBe(100);
});

test("a statement that failed is given up, and its name never comes back", () => {
  const kept = new KeptStatements();
  kept.use("SELECT 1");
  const { name } = kept.use("SELECT 1");
  kept.forget("SELECT 1");
  expect(kept.use("SELECT 1")).toEqual({ name: "", isPrepared: false, dropped: [name] });
  expect(kept.use("SELECT 1").name).not.toBe(name);
});

test("a very long text is never kept", () => {
  const kept = new KeptStatements();
  const long = `SELECT '${"x".repeat(20_000)}'`;
  for (let n = 0; n < 3; n += 1) expect(kept.use(long).name).toBe("");
});
