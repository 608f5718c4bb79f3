import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { PlainError } from "./plain-error.mjs";
import { inRoot } from "./root.mjs";

/** The commands that run to their end and have not got there yet. */
const working = new Map();
let ending = false;

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches it in the order this command chooses, and ending it takes
 * its children along.
 */
export function spawnChild(command, args, options = {}) {
  return spawn(command, args, { detached: process.platform !== "win32", ...options });
}

/** Starts a Node program that ends by itself when this command is killed. */
export function spawnNode(args, { stdio = ["ignore", "inherit", "inherit"], env, ...options } = {}) {
  const ours = { ...options, env: withParent(env), stdio: [...stdio, "ipc"] };
  return spawnChild(process.execPath, [...endWithParent, ...args], ours);
}

/**
 * Runs a command to its end and returns its exit code with what it printed.
 *
 * @param options.onLine hears the output as it comes
 * @param options.extraStdio what the command gets beside its standard streams
 * @param options.graceSeconds how long it may take to end when it is asked to
 */
export function runChild(command, args, { onLine, extraStdio = [], graceSeconds = 20, ...options } = {}) {
  return new Promise((resolve, reject) => {
    if (ending) throw new PlainError("Stopped.");
    const child = spawnChild(command, args, { ...options, stdio: ["ignore", "pipe", "pipe", ...extraStdio] });
    working.set(child, graceSeconds);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => {
        output += text;
        onLine?.(text);
      });
    }
    child.once("exit", () => working.delete(child));
    child.once("error", (error) => {
      working.delete(child);
      reject(error);
    });
    child.once("close", (code, signal) => resolve({ code: code ?? 1, signal, output }));
  });
}

/** `runChild` for a Node program, which ends by itself when this command is killed. */
export function runNode(args, { env, ...options } = {}) {
  const ours = { ...options, env: withParent(env), extraStdio: ["ipc"] };
  return runChild(process.execPath, [...endWithParent, ...args], ours);
}

const endWithParent = ["--import", pathToFileURL(inRoot("scripts", "bootstrap", "end-with-parent.mjs")).href];
const withParent = (env = process.env) => ({ ...env, BULKHEAD_STARTED_BY: String(process.pid) });

/**
 * Asks a process and its children to end, and insists after `graceSeconds`.
 *
 * @param options.alone asks the process only, which ends its children itself when it no longer needs them
 */
export async function endChild(child, { graceSeconds = 15, alone = false } = {}) {
  if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const giveUpAt = Date.now() + graceSeconds * 1000;
  if (alone) child.kill("SIGTERM");
  else signalGroup(child, "SIGTERM");
  // Its own children may need longer than itself.
  while (signalGroup(child, 0) && Date.now() < giveUpAt) await sleep(20);
  signalGroup(child, "SIGKILL");
}

/** Ends every command that `runChild` is still running, and lets it start no other. */
export async function endWorkingChildren() {
  ending = true;
  await Promise.all([...working].map(([child, graceSeconds]) => endChild(child, { graceSeconds })));
}

/** @returns whether there was anybody to signal */
function signalGroup(child, signal) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
    return true;
  } catch {
    return false;
  }
}
