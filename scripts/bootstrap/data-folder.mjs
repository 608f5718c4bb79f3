import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { isAlive } from "./process-identity.mjs";

/**
 * Opens the data folder for this process alone, so that two starts never share one: the second would end the first one's
 * Postgres. A lock of a process that is gone is taken over.
 *
 * @param options.port noted for the message that a second start gets
 * @returns `{ tookOver, release() }`; `tookOver` when an earlier start was killed before it could tidy up
 */
export function openDataFolder(dataDir, { port }) {
  try {
    fs.mkdirSync(dataDir, { recursive: true });
    fs.accessSync(dataDir, fs.constants.W_OK);
  } catch {
    throw new PlainError(`The data folder ${dataDir} cannot be written to. Set BULKHEAD_DATA_DIR to one that can.`);
  }
  const lock = path.join(dataDir, "start.lock");
  const owner = readLock(lock);
  if (owner && owner.pid !== process.pid && isAlive(owner.pid) && startTime(owner.pid) === owner.startTime) {
    throw new PlainError(
      `Bulkhead already runs on port ${owner.port} with the data folder ${dataDir} (process ${owner.pid}). ` +
        "Stop that one, or set PORT, BULKHEAD_DEMO_HOST_PORT and BULKHEAD_DATA_DIR for a second one beside it.",
    );
  }
  fs.writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: startTime(process.pid), port }));
  return { tookOver: owner !== null, release: () => fs.rmSync(lock, { force: true }) };
}

function readLock(lock) {
  try {
    return JSON.parse(fs.readFileSync(lock, "utf8"));
  } catch {
    return fs.existsSync(lock) ? { pid: -1, startTime: null } : null;
  }
}

/** When a process started, so that a process id which was given away again is not mistaken for its first owner. */
function startTime(pid) {
  try {
    // The 22nd field; the second may hold spaces, but ends with the last bracket.
    return fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop().split(" ")[19];
  } catch {
    if (process.platform === "linux") return null;
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}
