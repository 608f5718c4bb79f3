import fs from "node:fs";
import path from "node:path";
import { runNode } from "../bootstrap/child-processes.mjs";
import { inRoot, root } from "../bootstrap/root.mjs";

/** Runs one project of `vitest.config.ts`, shows what it says, and counts its tests. */
export async function vitestProject(name, workFolder) {
  console.log(`\nRunning the ${name} tests`);
  const report = path.join(workFolder, `${name}.json`);
  const args = [
    inRoot("node_modules", "vitest", "vitest.mjs"),
    "run",
    `--project=${name}`,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const { NODE_ENV: _own, ...env } = process.env;
  const { code } = await runNode(args, { cwd: root, env, onLine: (text) => process.stdout.write(text) });
  return count(report, code);
}

function count(file, code) {
  let report;
  try {
    report = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = report.numFailedTests + report.testResults.filter(brokeOutsideTests).length;
  return {
    passed: report.numPassedTests,
    // An error between the tests fails the run without failing any of them.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A file that could not be loaded, or whose set-up failed, has no failed test to show for it. */
const brokeOutsideTests = (file) =>
  file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed");
