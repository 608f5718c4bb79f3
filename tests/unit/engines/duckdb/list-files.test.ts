import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listFiles } from "@/lib/engines/duckdb/list-files";

let root: string;
const write = (file: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), "id\n1\n");
};

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "bulkhead-list-")));
  for (const file of [
    "a/1.csv",
    "a/2.csv",
    "a/.hidden.csv",
    "a/note.txt",
    "a/deep/3.csv",
    "b/1.csv",
    "ab/1.csv",
    "odd/x[1].csv",
    "odd/q?.csv",
  ]) {
    write(file);
  }
  symlinkSync(path.join(root, "a/1.csv"), path.join(root, "a/inside.csv"));
  symlinkSync(path.join(root, "b/1.csv"), path.join(root, "a/outside.lnk"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const list = async (pattern: string, folder = "a", maximumFiles = 100) => {
  const files = await listFiles(path.join(root, pattern), { directories: [path.join(root, folder)], maximumFiles });
  return files.map((file) => path.relative(root, file.path));
};
const leaves = { code: "data_source_unavailable", message: "A path of this data source leaves its folders" };

test("a star matches inside one segment, hidden files and other folders left out", async () => {
  expect(await list("a/*.csv")).toEqual(["a/1.csv", "a/1.csv", "a/2.csv"]);
  expect(await list("a/*/*.csv")).toEqual(["a/deep/3.csv"]);
  expect(await list("a/2.csv")).toEqual(["a/2.csv"]);
});

test("a path that leads nowhere, or to a folder, is an empty list", async () => {
  expect(await list("a/none.csv")).toEqual([]);
  expect(await list("nowhere/*.csv")).toEqual([]);
  expect(await list("a/deep")).toEqual([]);
});

test.each(["a/[12].csv", "a/?.csv", "a/{1,2}.csv", "a/%31.csv"])(
  "R13: %s is a name, not a pattern",
  async (pattern) => {
    expect(await list(pattern)).toEqual([]);
  },
);

test.each(["b/1.csv", "ab/1.csv", "*/1.csv", "a/*.lnk"])("R23: %s, outside the folder, refuses", async (pattern) => {
  await expect(list(pattern)).rejects.toMatchObject(leaves);
});

test("R13: climbing, relative paths and control characters refuse", async () => {
  const limits = { directories: [path.join(root, "a")], maximumFiles: 10 };
  for (const pattern of [
    `${root}/a/../b/1.csv`,
    `${root}/a/./1.csv`,
    "a/1.csv",
    `${root}/a/1.csv\0`,
    `${root}/a/\n.csv`,
  ]) {
    await expect(listFiles(pattern, limits)).rejects.toMatchObject(leaves);
  }
});

test("a name that the engine would take for a pattern refuses", async () => {
  await expect(list("odd/x*.csv", "odd")).rejects.toMatchObject(leaves);
  await expect(list("odd/q?.csv", "odd")).rejects.toMatchObject(leaves);
});

test("too many files refuse instead of being cut", async () => {
  await expect(list("a/*.csv", "a", 2)).rejects.toMatchObject({
    message: "A path of this data source matches too many files",
  });
});
