import { install, needsInstall } from "../bootstrap/install.mjs";
import { listenForInterruption } from "../bootstrap/interruption.mjs";
import { printError } from "../bootstrap/plain-error.mjs";
import { step } from "../bootstrap/progress.mjs";
import { createScratchFolder, removeScratchFolder } from "../bootstrap/scratch-folder.mjs";
import { generate } from "../generate.mjs";
import { browserTests } from "./browser-tests.mjs";
import { ensureServers } from "./source-servers/ensure-servers.mjs";
import { lint, typeCheck } from "./static-checks.mjs";
import { summaryLine } from "./summary.mjs";
import { vitestProject } from "./vitest-project.mjs";

const kinds = ["unit", "integration", "e2e"];

/** Runs the checks and ends the process: with code 0 only if something ran and nothing failed. */
export async function runTests({ only }) {
  if (only !== null && !kinds.includes(only)) {
    console.error(`--only takes one of ${kinds.join(", ")}; "${only}" is none of them.`);
    process.exit(1);
  }
  const interruption = listenForInterruption(() => process.exit(130));
  const workFolder = await createScratchFolder();
  // Whatever a test run makes and fails to delete, it makes in there.
  process.env.TMPDIR = workFolder;
  const results = [];
  try {
    if (needsInstall()) await step("Installing dependencies", install);
    await generate();
    const wanted = (kind) => only === null || only === kind;
    const checks = [
      only === null && lint,
      only === null && typeCheck,
      wanted("unit") && (() => vitestProject("unit", workFolder)),
      wanted("integration") && (() => integrationTests(workFolder)),
      wanted("e2e") && (() => browserTests(workFolder)),
    ].filter(Boolean);
    for (const check of checks) {
      if (interruption.isInterrupted()) break;
      results.push(await check());
    }
  } catch (error) {
    if (!interruption.isInterrupted()) printError(error);
    results.push({ passed: 0, failed: 1, skipped: 0 });
  } finally {
    await removeScratchFolder(workFolder);
  }
  const { line, ok } = summaryLine(results);
  if (interruption.isInterrupted()) process.exit(130);
  console.log(`\n${line}`);
  process.exit(ok ? 0 : 1);
}

async function integrationTests(workFolder) {
  await ensureServers();
  return vitestProject("integration", workFolder);
}
