import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CacheItem, FileCache } from "@/lib/engines/duckdb/s3/file-cache";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "bulkhead-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const item = (name: string, bytes = 10): CacheItem => ({ file: `${name}.csv`, bytes });

/** Fetches a file of the right size, noting its name. */
function fetcher() {
  const fetched: string[] = [];
  const fetch = async ({ file, bytes }: CacheItem, files: { partial: string; final: string }) => {
    fetched.push(file);
    await writeFile(files.partial, file.padEnd(bytes, "."));
    await rename(files.partial, files.final);
  };
  return { fetched, fetch };
}

const objects = () => readdirSync(path.join(folder, "objects")).sort();

test("a set's folder holds that set's files and no others", async () => {
  const cache = new FileCache(folder, 1_000);
  const { fetch, fetched } = fetcher();
  const one = await cache.hold("one", [item("a"), item("b")], fetch);
  const two = await cache.hold("two", [item("b"), item("c")], fetch);
  expect([readdirSync(one.directory).sort(), readdirSync(two.directory).sort()]).toEqual([
    ["a.csv", "b.csv"],
    ["b.csv", "c.csv"],
  ]);
  expect(readFileSync(path.join(one.directory, "b.csv"), "utf8")).toBe("b.csv.....");
  expect(fetched.sort()).toEqual(["a.csv", "b.csv", "c.csv"]);
});

test("the least recently used goes when the bound is passed, with the folders that hold it", async () => {
  const cache = new FileCache(folder, 25);
  const { fetch } = fetcher();
  const one = await cache.hold("one", [item("a")], fetch);
  one.release();
  (await cache.hold("two", [item("b")], fetch)).release();
  (await cache.hold("one", [item("a")], fetch)).release();
  (await cache.hold("three", [item("c")], fetch)).release();
  expect(objects()).toEqual(["a.csv", "c.csv"]);
  expect(existsSync(one.directory)).toBe(true);
  expect(cache.bytes).toBe(20);
});

test("what is in use stays, and what does not fit beside it refuses", async () => {
  const cache = new FileCache(folder, 15);
  const { fetch } = fetcher();
  const held = await cache.hold("one", [item("a")], fetch);
  await expect(cache.hold("two", [item("b")], fetch)).rejects.toMatchObject({ code: "data_source_unavailable" });
  await expect(cache.hold("all", [item("c", 16)], fetch)).rejects.toMatchObject({ code: "data_source_unavailable" });
  expect([objects(), cache.bytes]).toEqual([["a.csv"], 10]);
  held.release();
  held.release();
  await cache.hold("two", [item("b")], fetch);
  expect([objects(), cache.bytes]).toEqual([["b.csv"], 10]);
});

test("a fetch that fails leaves nothing that is counted", async () => {
  const cache = new FileCache(folder, 100);
  const { fetch } = fetcher();
  const failing = (one: CacheItem, files: { partial: string; final: string }) =>
    one.file === "bad.csv" ? Promise.reject(new Error("gone")) : fetch(one, files);
  await expect(cache.hold("one", [item("good"), item("bad")], failing)).rejects.toThrow("gone");
  expect([objects(), cache.bytes]).toEqual([["good.csv"], 10]);
});

test("a later process uses what an earlier one fetched, but a file of another size is fetched anew", async () => {
  const { fetch } = fetcher();
  await new FileCache(folder, 100).hold("one", [item("a"), item("b")], fetch);
  writeFileSync(path.join(folder, "objects", "cut.csv"), "half");
  const again = fetcher();
  const cache = new FileCache(folder, 100);
  expect(cache.bytes).toBe(24);
  await cache.hold("one", [item("a"), item("b"), item("cut")], again.fetch);
  expect(again.fetched).toEqual(["cut.csv"]);
});

test("folders of processes that have ended are removed, those of living ones stay", () => {
  const processes = path.join(folder, "processes");
  for (const name of [`${process.ppid}-abcd`, "4194304999-abcd"]) {
    mkdirSync(path.join(processes, name, "sets"), { recursive: true });
  }
  new FileCache(folder, 100);
  const left = readdirSync(processes);
  expect(left).toContain(`${process.ppid}-abcd`);
  expect(left).not.toContain("4194304999-abcd");
});

test("a file that another process took away is fetched again", async () => {
  const cache = new FileCache(folder, 100);
  const { fetch, fetched } = fetcher();
  (await cache.hold("one", [item("a")], fetch)).release();
  rmSync(path.join(folder, "objects", "a.csv"));
  const held = await cache.hold("two", [item("a")], fetch);
  expect(fetched).toEqual(["a.csv", "a.csv"]);
  expect(readdirSync(held.directory)).toEqual(["a.csv"]);
});
