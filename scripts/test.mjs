/**
 * `npm test`: installs what is missing and runs every check, whatever the earlier ones said, so that the last line counts
 * all of them. `--only unit|integration|e2e` runs one kind.
 */
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { only: { type: "string" } } });
const { runTests } = await import("./testing/run-tests.mjs");
await runTests({ only: values.only ?? null });
