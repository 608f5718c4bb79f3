import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { openDataFolder } from "../../../scripts/bootstrap/data-folder.mjs";

let folder: string;
const lock = () => path.join(folder, "start.lock");

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "bulkhead-folder-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
});

/** Rewrites the lock as if the process that started this one held it. */
function heldBy(pid: number, startTime?: string) {
  openDataFolder(folder, { port: 3000 });
  const own = JSON.parse(fs.readFileSync(lock(), "utf8"));
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop() ?? "";
  fs.writeFileSync(lock(), JSON.stringify({ ...own, pid, startTime: startTime ?? stat.split(" ")[19] }));
}

test.runIf(process.platform === "linux")("a folder that a living start uses is refused, and its port named", () => {
  heldBy(process.ppid);
  expect(() => openDataFolder(folder, { port: 4000 })).toThrow("already runs on port 3000");
});

test.runIf(process.platform === "linux")("a process that merely got the id of a dead start holds nothing", () => {
  heldBy(process.ppid, "1");
  expect(openDataFolder(folder, { port: 4000 }).tookOver).toBe(true);
});

test("half a lock is taken over, and a released one leaves no trace", () => {
  fs.writeFileSync(lock(), '{"pid":');
  const opened = openDataFolder(folder, { port: 3000 });
  expect(opened.tookOver).toBe(true);
  opened.release();
  expect(openDataFolder(folder, { port: 3000 }).tookOver).toBe(false);
});
