import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { generate } from "../generate.mjs";
import { build, bundles, isStale, site } from "./build.mjs";
import { openDataFolder } from "./data-folder.mjs";
import { startDevelopmentServer, watchBundles } from "./development.mjs";
import { install, needsInstall } from "./install.mjs";
import { listenForInterruption } from "./interruption.mjs";
import { PlainError, printError } from "./plain-error.mjs";
import { isPortFree } from "./ports.mjs";
import { prepareDatabase } from "./prepare-database.mjs";
import { demoFile, productEnvironment } from "./product-environment.mjs";
import { duration, step } from "./progress.mjs";
import { seedDemo } from "./seed-demo.mjs";
import { startDemoHost, startServer } from "./services.mjs";
import { readSettings } from "./settings.mjs";

const portReleaseSeconds = 10;

/**
 * Takes a checkout from whatever state it is in to a running product, says what it does, and at the end leaves nothing
 * running. Every step finds out by itself whether it has anything to do, so a start that was cut off is taken up by the next.
 *
 * @param options.seedOnly ends after the demo's data is in place
 */
export async function runProduct({ dev = false, seedOnly = false } = {}) {
  /** What has to be ended, last started first. */
  const running = [];
  const interruption = listenForInterruption(() => {
    for (const { stop } of running) void stop();
    process.exit(130);
  });
  try {
    const died = await start({ dev, seedOnly, running, interruption });
    if (died) throw new PlainError(died);
  } catch (error) {
    if (!interruption.isInterrupted()) printError(error);
    process.exitCode = interruption.isInterrupted() ? 130 : 1;
  }
  if (interruption.isInterrupted()) process.stdout.write("\nStopping… ");
  const stoppedAt = Date.now();
  for (const { stop } of running.reverse()) await Promise.resolve(stop()).catch(printError);
  if (interruption.isInterrupted()) console.log(duration(Date.now() - stoppedAt));
  process.exit();
}

/** @returns what to say when a part died; nothing when the end was asked for */
async function start({ dev, seedOnly, running, interruption }) {
  const startedAt = Date.now();
  const settings = readSettings();
  const folder = openDataFolder(settings.dataDir, { port: settings.portalPort });
  running.push({ stop: folder.release });
  if (!seedOnly) await requirePorts(settings, folder.tookOver);

  if (needsInstall()) await step("Installing dependencies", install);
  await generate();
  const database = await prepareDatabase(settings, { onLaunch: (stop) => running.push({ stop }) });
  const environment = productEnvironment(settings, database, { dev });

  if (dev) running.push(await step("Bundling", watchBundles));
  else if (isStale(bundles)) await step("Bundling", () => build(bundles));
  await seedDemo(settings, environment);
  if (seedOnly || interruption.isInterrupted()) return null;

  if (!dev && isStale(site)) await step("Building the portal", () => build(site));
  const services = [dev ? startDevelopmentServer(environment) : startServer(environment)];
  running.push(services[0]);
  if (settings.demo) services.push(startDemoHost(environment));
  running.push(...services.slice(1));
  await step("Starting the server", () => Promise.all(services.map(({ ready }) => ready)));
  announce(settings, startedAt);

  const ends = [interruption.happened.then(() => null), ...services.map(({ died }) => died)];
  if (database.postgres?.child) ends.push(deathOf(database.postgres.child));
  const reason = await Promise.race(ends);
  // A signal sent to the whole group ends the parts as well: that is no accident.
  if (reason) await Promise.race([interruption.happened, sleep(300)]);
  return interruption.isInterrupted() ? null : reason;
}

async function requirePorts({ portalPort, hostPort, demo }, tookOver) {
  // The server of a start that was killed needs a moment to notice.
  const giveUpAt = Date.now() + (tookOver ? portReleaseSeconds * 1000 : 0);
  const wanted = [["PORT", portalPort], ...(demo ? [["BULKHEAD_DEMO_HOST_PORT", hostPort]] : [])];
  for (const [name, port] of wanted) {
    while (!(await isPortFree(port))) {
      if (Date.now() > giveUpAt) {
        throw new PlainError(
          `Port ${port} is in use by another program. Stop that one, or set ${name} to another port.`,
        );
      }
      await sleep(100);
    }
  }
}

function announce(settings, startedAt) {
  const lines = [
    "",
    `Bulkhead is ready after ${duration(Date.now() - startedAt)}.`,
    "",
    `  Portal     ${settings.portalUrl}`,
  ];
  if (settings.demo) {
    const { admin } = JSON.parse(fs.readFileSync(demoFile(settings), "utf8"));
    lines.push(`  Host page  ${settings.hostUrl}`, `  E-mail     ${admin.email}`, `  Password   ${admin.password}`);
  } else {
    lines.push("", "  A new installation asks there for your organization and its first administrator.");
  }
  console.log([...lines, "", "Ctrl-C ends it.", ""].join("\n"));
}

function deathOf(child) {
  return new Promise((resolve) => {
    child.once("exit", () =>
      resolve("The embedded Postgres ended unexpectedly; its log is postgres.log in the data folder."),
    );
  });
}
