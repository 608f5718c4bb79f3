import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import { workerCommand } from "@/lib/engines/duckdb/worker-command";
import { workerPid } from "@/lib/engines/duckdb/worker-process";
import type { DuckdbTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { runOnEngine } from "@/lib/engines/run";

const limits = { maximumRows: 10, timeoutMilliseconds: 20_000 };
const folder = path.resolve("node_modules/vega-datasets/data");
const target: DuckdbTarget = {
  engine: "duckdb",
  directories: [folder],
  tables: [{ schema: "main", name: "airports", format: "csv", path: path.join(folder, "airports.csv") }],
};
const countAirports = async () =>
  (await runOnEngine(target, "SELECT count(*) FROM main.airports WHERE state = 'CA'", limits)).data[0]?.[0];

afterAll(closeEngines);

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("the worker gets none of the portal's environment", async () => {
  process.env.BULKHEAD_TEST_SECRET = "not for the worker";
  expect(await countAirports()).toBe(205);
  const environment = `/proc/${workerPid()}/environ`;
  if (existsSync(environment)) {
    const names = readFileSync(environment, "utf8")
      .split("\0")
      .filter(Boolean)
      .map((entry) => entry.split("=")[0]);
    expect(names.sort()).toEqual([
      "NODE_CHANNEL_FD",
      "NODE_CHANNEL_SERIALIZATION_MODE",
      "NODE_ENV",
      "UV_THREADPOOL_SIZE",
    ]);
  }
});

test("a server that is killed in the middle of a query leaves no worker behind", async () => {
  const script = `
    import { runOnEngine } from "@/lib/engines/run";
    import { workerPid } from "@/lib/engines/duckdb/worker-process";
    const target = ${JSON.stringify(target)};
    await runOnEngine(target, "SELECT 1", { maximumRows: 1, timeoutMilliseconds: 20000 });
    runOnEngine(target, "SELECT count(*) FROM range(100000000000)", { maximumRows: 1, timeoutMilliseconds: 60000 });
    setTimeout(() => process.stdout.write(String(workerPid()) + "\\n"), 200);`;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const pid = Number(
    await new Promise<string>((resolve) => parent.stdout.once("data", (data) => resolve(String(data)))),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  const deadline = Date.now() + 5_000;
  while (isAlive(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isAlive(pid)).toBe(false);
});

test("bundled as the build does it, the worker answers the same", async () => {
  await closeEngines();
  const root = mkdtempSync(path.join(tmpdir(), "bulkhead-bundle-"));
  const settings = engineSettings();
  const { projectRoot } = settings;
  try {
    await build({
      entryPoints: [path.join(projectRoot, "lib/engines/duckdb/worker.ts")],
      outfile: path.join(root, ".build/duckdb-worker.mjs"),
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
    });
    symlinkSync(path.join(projectRoot, "node_modules"), path.join(root, "node_modules"));
    settings.projectRoot = root;
    expect(workerCommand()).toEqual({ script: path.join(root, ".build/duckdb-worker.mjs"), nodeArguments: [] });
    expect(await countAirports()).toBe(205);
  } finally {
    settings.projectRoot = projectRoot;
    await closeEngines();
    rmSync(root, { recursive: true, force: true });
  }
});
