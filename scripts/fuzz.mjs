/**
 * `npm run fuzz [-- seed]`: 50,000 generated queries a dialect against what each engine answers without the guard, on
 * data that holds nothing to hide. A failure shows its seed and the shortest query that still fails.
 */
import { runNode } from "./bootstrap/child-processes.mjs";
import { install, needsInstall } from "./bootstrap/install.mjs";
import { listenForInterruption } from "./bootstrap/interruption.mjs";
import { step } from "./bootstrap/progress.mjs";
import { inRoot, root } from "./bootstrap/root.mjs";

listenForInterruption(() => process.exit(130));
if (needsInstall()) await step("Installing dependencies", install);
const [seed] = process.argv.slice(2);
const { NODE_ENV: _own, ...env } = process.env;
const { code } = await runNode(
  [
    inRoot("node_modules", "vitest", "vitest.mjs"),
    "run",
    "--project=integration",
    "--testNamePattern=generated queries",
    "tests/integration/guard-proofs",
  ],
  {
    cwd: root,
    env: {
      ...env,
      BULKHEAD_FUZZ_RUNS: env.BULKHEAD_FUZZ_RUNS ?? "50000",
      ...(seed === undefined ? {} : { BULKHEAD_FUZZ_SEED: seed }),
    },
    onLine: (text) => process.stdout.write(text),
  },
);
process.exit(code);
