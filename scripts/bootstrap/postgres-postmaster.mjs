import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./process-identity.mjs";

const stopSeconds = 30;

/** The process that serves this cluster, by the lock file that Postgres itself keeps; `null` when there is none. */
export function livingPostmaster(cluster) {
  const pid = lockedBy(cluster);
  return pid !== null && isAlive(pid) && looksLikePostgres(pid) ? pid : null;
}

/**
 * Removes the lock of a Postgres that is gone. Postgres does so itself, except when the process id has been given to
 * another program meanwhile (after a restart of a container, nearly always).
 */
export function removeStalePidFile(cluster) {
  fs.rmSync(path.join(cluster, "postmaster.pid"), { force: true });
}

/** Ends a Postgres that this process started, after it has written everything down; open sessions are cut. */
export async function endLaunched(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(child.pid, "SIGINT");
  const insist = setTimeout(() => process.kill(child.pid, "SIGQUIT"), stopSeconds * 1000);
  await ended;
  clearTimeout(insist);
}

/** The same for an adopted one, which is no child of this process and is watched by its lock file. */
export async function endPostmaster(pid, cluster) {
  if (lockedBy(cluster) !== pid || !isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  const giveUpAt = Date.now() + stopSeconds * 1000;
  while (isAlive(pid) && lockedBy(cluster) === pid) {
    if (Date.now() > giveUpAt) {
      process.kill(pid, "SIGQUIT");
      return;
    }
    await sleep(25);
  }
}

function lockedBy(cluster) {
  try {
    const pid = Number.parseInt(fs.readFileSync(path.join(cluster, "postmaster.pid"), "utf8"), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function looksLikePostgres(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres");
  } catch {
    if (process.platform === "linux") return false;
  }
  try {
    return execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).includes("postgres");
  } catch {
    return false;
  }
}
