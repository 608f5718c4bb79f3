import { spawn } from "node:child_process";

/** Every process this command started and that has not ended yet. */
const running = new Set();

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches it in the order this command chooses and
 * ending it takes its children along.
 *
 * @param options.endedByOwner leaves it out of `endAllChildren`, for one that must end after the others
 */
export function spawnChild(command, args, { endedByOwner = false, ...options } = {}) {
  const child = spawn(command, args, { detached: process.platform !== "win32", ...options });
  if (!endedByOwner) running.add(child);
  child.once("exit", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** Asks a process (and its children) to end, and insists after `graceSeconds`. */
export async function endChild(child, { signal = "SIGTERM", graceSeconds = 10 } = {}) {
  if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  signalGroup(child, signal);
  const insist = setTimeout(() => signalGroup(child, "SIGKILL"), graceSeconds * 1000);
  await ended;
  clearTimeout(insist);
}

/** Ends everything that `spawnChild` started and that still runs. */
export async function endAllChildren() {
  await Promise.all([...running].map((child) => endChild(child, { graceSeconds: 5 })));
}

/**
 * Runs a command to its end and returns its exit code with what it printed.
 * With `inherit` the output goes straight to the terminal instead.
 */
export function runChild(command, args, { inherit = false, onLine, extraStdio = [], ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = [...(inherit ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"]), ...extraStdio];
    const child = spawnChild(command, args, { stdio, ...options });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output += chunk;
        onLine?.(String(chunk));
      });
    }
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? 1, signal, output }));
  });
}

function signalGroup(child, signal) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    child.kill(signal);
  }
}
