import fs from "node:fs";
import path from "node:path";
import { build, bundles, isStale, site } from "../bootstrap/build.mjs";
import { runNode } from "../bootstrap/child-processes.mjs";
import { printError } from "../bootstrap/plain-error.mjs";
import { step } from "../bootstrap/progress.mjs";
import { inRoot, root } from "../bootstrap/root.mjs";
import { requireBrowser } from "./browser.mjs";

const playwright = inRoot("node_modules", "@playwright", "test", "cli.js");

/**
 * Runs the browser tests against the product that they start themselves. Where no browser can be had they are counted as
 * skipped, with the reason; a product that does not start counts as a failure.
 */
export async function browserTests(workFolder) {
  console.log("\nRunning the browser tests");
  const missing = await requireBrowser(playwright);
  if (missing) {
    const skipped = await listed();
    console.log(`Skipped, ${skipped} browser tests: ${missing}`);
    return { passed: 0, failed: 0, skipped };
  }
  if (!(await built())) return { passed: 0, failed: 1, skipped: 0 };
  const report = path.join(workFolder, "e2e.json");
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = [playwright, "test", "--pass-with-no-tests"];
  const { code } = await runNode(args, { cwd: root, env, onLine: (text) => process.stdout.write(text) });
  return count(report, code);
}

/** The product under test would build itself; done here, a build that fails is told apart from a start that fails. */
async function built() {
  try {
    if (isStale(bundles)) await step("Bundling", () => build(bundles));
    if (isStale(site)) await step("Building the portal", () => build(site));
    return true;
  } catch (error) {
    printError(error);
    return false;
  }
}

function count(file, code) {
  let stats;
  try {
    ({ stats } = JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: stats.skipped };
}

async function listed() {
  const { output } = await runNode([playwright, "test", "--list"], { cwd: root });
  return Number(/Total: (\d+) test/.exec(output)?.[1] ?? 1);
}
