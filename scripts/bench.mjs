/**
 * `npm run bench [name…]`: runs the measurements in `tests/bench` one after another, each against the same throw-away
 * database. They print ratios against a baseline measured in the same run.
 */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { build, bundles, isStale } from "./bootstrap/build.mjs";
import { runNode } from "./bootstrap/child-processes.mjs";
import { install, needsInstall } from "./bootstrap/install.mjs";
import { listenForInterruption } from "./bootstrap/interruption.mjs";
import { printError } from "./bootstrap/plain-error.mjs";
import { step } from "./bootstrap/progress.mjs";
import { inRoot, root } from "./bootstrap/root.mjs";
import { startScratchPostgres } from "./bootstrap/scratch-postgres.mjs";
import { generate } from "./generate.mjs";
import { migrate } from "./migrate.mjs";

const interruption = listenForInterruption(() => process.exit(130));
let postgres = null;
try {
  if (needsInstall()) await step("Installing dependencies", install);
  await generate();
  if (isStale(bundles)) await step("Bundling", () => build(bundles));
  postgres = await startScratchPostgres();
  const environment = await benchEnvironment(postgres);
  for (const file of benches(process.argv.slice(2))) {
    console.log(`\n${file}`);
    const args = ["--import", "tsx", inRoot("tests", "bench", file)];
    const show = (text) => process.stdout.write(text);
    const { code } = await runNode(args, { cwd: root, env: environment, onLine: show });
    if (code !== 0) process.exitCode = 1;
  }
} catch (error) {
  if (!interruption.isInterrupted()) printError(error);
  process.exitCode = 1;
}
await postgres?.stop();
process.exit();

/** All measurements, or those whose names contain one of `wanted`. */
function benches(wanted) {
  const folder = inRoot("tests", "bench");
  const all = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  return all.filter(
    (name) => /\.ts$/.test(name) && (wanted.length === 0 || wanted.some((part) => name.includes(part))),
  );
}

async function benchEnvironment({ dataDir, createDatabase }) {
  const databaseUrl = await createDatabase({ name: "bulkhead" });
  await migrate(databaseUrl);
  return {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    BULKHEAD_DEMO_DATABASE_URL: await createDatabase({ name: "bulkhead_demo" }),
    BULKHEAD_DATA_DIR: dataDir,
    BULKHEAD_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    NEXTAUTH_URL: "http://localhost:3000",
    BULKHEAD_LOG_LEVEL: "warn",
  };
}
