import { setTimeout as sleep } from "node:timers/promises";
import { endChild, spawnChild, spawnNode } from "./child-processes.mjs";
import { PlainError } from "./plain-error.mjs";
import { programs, quietly } from "./product-environment.mjs";
import { root } from "./root.mjs";

const readySeconds = 60;

/** Starts the web server and resolves when it answers. */
export function startServer(environment) {
  // It ends by itself when this command is killed, after it has written everything down.
  const child = spawnChild(process.execPath, ["--enable-source-maps", ...quietly, programs.server], {
    cwd: root,
    env: environment,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const early = holdOutput(child.stdout);
  const ready = new Promise((resolve, reject) => {
    child.once("message", (message) => {
      early.drop();
      if (message.ready) resolve();
      else reject(new PlainError(`The portal could not be served on port ${environment.PORT}: ${message.failed}`));
    });
    child.once("exit", early.show);
    child.once("exit", (code) => reject(new PlainError(`The server ended while it was starting (exit code ${code}).`)));
  });
  return service("The server", child, within(ready, "The server did not become ready"));
}

/** Starts the page of the pretended customer, on the demo's own port. */
export function startDemoHost(environment) {
  const child = spawnNode([programs.demoHost], { cwd: root, env: environment });
  const url = `http://127.0.0.1:${environment.BULKHEAD_DEMO_HOST_PORT}/`;
  const ready = new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new PlainError(`The demo host page ended at its start (exit code ${code}).`)));
    const ask = async () => {
      while (child.exitCode === null && !(await answers(url))) await sleep(50);
      resolve();
    };
    void ask();
  });
  return service("The demo host page", child, within(ready, "The demo host page did not become ready"));
}

/**
 * Keeps what a program says while it starts, which is of interest only if it fails; from then on everything is passed on.
 */
function holdOutput(stream) {
  let held = [];
  const hold = (chunk) => held.push(chunk);
  stream.on("data", hold);
  const passOn = () => {
    held = [];
    stream.off("data", hold);
    stream.pipe(process.stdout);
  };
  return {
    drop: passOn,
    show() {
      process.stdout.write(Buffer.concat(held));
      passOn();
    },
  };
}

function service(name, child, ready) {
  // Whoever does not wait for readiness still hears of the death.
  ready.catch(() => {});
  const died = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(`${name} ended unexpectedly (${signal ?? `exit code ${code}`}).`));
  });
  return { ready, died, stop: () => endChild(child, { alone: true }) };
}

async function answers(url) {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(2000) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function within(promise, complaint) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new PlainError(`${complaint} within ${readySeconds} s.`)), readySeconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
