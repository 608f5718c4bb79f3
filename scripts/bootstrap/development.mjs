import fs from "node:fs";
import { endChild, spawnNode } from "./child-processes.mjs";
import { PlainError } from "./plain-error.mjs";
import { inRoot, root } from "./root.mjs";
import { startServer } from "./services.mjs";

const settleMilliseconds = 150;

/** Keeps what esbuild makes up to date with its sources until it is stopped. */
export async function watchBundles() {
  // The build of `npm start` is overwritten: it has to be made again for the next one.
  fs.rmSync(inRoot(".build", "bundles-from"), { force: true });
  const child = spawnNode([inRoot("scripts", "bundle.mjs"), "--watch"], { cwd: root });
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", () => reject(new PlainError("The bundles could not be made; the reason stands above.")));
  });
  return { stop: () => endChild(child) };
}

/** The server in development mode, started again whenever its own bundle changed; pages and routes are Next's to reload. */
export function startDevelopmentServer(environment) {
  let current = startServer(environment);
  let restarting = Promise.resolve();
  let timer;
  let stopped = false;
  let report;
  const died = new Promise((resolve) => {
    report = resolve;
  });
  const watchDeath = (service) => service.died.then((reason) => service === current && report(reason));
  watchDeath(current);

  const restart = async () => {
    const old = current;
    current = null;
    await old.stop();
    if (stopped) return;
    current = startServer(environment);
    watchDeath(current);
    await current.ready.catch(() => {});
  };
  const watcher = fs.watch(inRoot(".build"), (_event, name) => {
    if (name !== "server.mjs") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarting = restarting.then(restart);
    }, settleMilliseconds);
  });
  watcher.unref();
  return {
    ready: current.ready,
    died,
    async stop() {
      stopped = true;
      watcher.close();
      clearTimeout(timer);
      await restarting;
      await current?.stop();
    },
  };
}
