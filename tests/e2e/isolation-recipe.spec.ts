import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { demo, portalUrl } from "../support/product";
import { tenantOf } from "./portal-api";

const run = promisify(execFile);

let folder: string;
let recipe: string;

test.beforeAll(async () => {
  const readme = await readFile("README.md", "utf8");
  const [, code] = /```js isolation-test\n([\s\S]*?)```/.exec(readme) ?? [];
  if (!code) throw new Error("README has no isolation test");
  folder = await mkdtemp(path.join(tmpdir(), "bulkhead-recipe-"));
  recipe = path.join(folder, "isolation-test.mjs");
  await writeFile(recipe, code);
});

test.afterAll(() => rm(folder, { recursive: true }));

function runRecipe(style: keyof ReturnType<typeof demo>["dashboards"], key: string, owner: string) {
  const { id, secret } = demo().dashboards[style];
  const given = {
    PORTAL_URL: portalUrl(),
    DASHBOARD_ID: id,
    DASHBOARD_SECRET: secret,
    TENANT_ID: tenantOf(key).id,
    OWNER_COLUMN: "state",
    OWNER: owner,
  };
  return run(process.execPath, [recipe], { env: { ...process.env, ...given } });
}

for (const style of ["rows", "schemas", "connections", "mixed"] as const) {
  test(`README's isolation test passes on the ${style} dashboard`, async () => {
    const { stdout } = await runRecipe(style, "texas", "Texas");
    expect(stdout).toMatch(/^[1-9]\d* rows, all of Texas$/m);
  });
}

test("README's isolation test fails when a row is somebody else's", async () => {
  const failed = await runRecipe("rows", "texas", "Nevada").catch((error: { stderr: string }) => error);
  expect(failed.stderr).toContain("shows a row of Texas to Nevada");
});
