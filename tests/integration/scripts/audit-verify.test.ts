import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { createTenant } from "@/lib/tenants/create-tenant";
import { runAsAdmin } from "../../support/test-database";
import { createWorld, type World } from "../../support/world";

const root = path.resolve(import.meta.dirname, "../../..");

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

function run(...more: string[]): Promise<{ code: number; output: string }> {
  const { NODE_ENV: _own, ...env } = process.env as Record<string, string>;
  const command = [path.join(root, "scripts", "audit-verify.mjs"), ...more];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env: env as NodeJS.ProcessEnv }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

const patience = 240_000;

test("the command seals what is new, prints a line for each chain, and ends with 1 for what was changed", {
  timeout: patience,
}, async () => {
  const anchor = path.join(process.env.BULKHEAD_DATA_DIR ?? "", "anchor");
  const { california, texas } = world;
  const whole = await run("--write-anchor", anchor);
  expect(whole.output).toMatch(/^the organization itself \([\w-]{36}\): \d+ events: whole$/m);
  expect(whole.output).toMatch(/^tenant california \([\w-]{36}\): 3 events: whole$/m);
  expect(whole.output).toContain("The audit is what was written.");
  expect(whole.code).toBe(0);
  const noted = fs.readFileSync(anchor, "utf8");
  expect(noted.trimEnd().split("\n")).toHaveLength(3);

  await createTenant(world.admin, { key: "nevada", name: "Nevada" });
  await runAsAdmin(
    `BEGIN; SET LOCAL session_replication_role = replica;
     DELETE FROM audit_events WHERE chain_id = '${texas.tenant.id}' AND chain_sequence = 2; COMMIT`,
    process.env.DATABASE_URL,
  );
  const broken = await run("--anchor", anchor, "--write-anchor", anchor);
  expect(broken.code).toBe(1);
  expect(broken.output).toMatch(/^tenant texas \([\w-]{36}\): 2 events: 1 FAULTS\n {2}event 2: 2 is missing$/m);
  expect(broken.output).toContain("No anchor was written");
  expect(fs.readFileSync(anchor, "utf8")).toBe(noted);
  const one = await run("--tenant", california.tenant.id, "--anchor", anchor);
  expect([one.code, one.output.split("\n").length]).toEqual([0, 3]);
  expect(await run("--tenant", "unknown")).toMatchObject({ code: 1, output: "No tenant has this key or id\n" });
});
