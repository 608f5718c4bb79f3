import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/** A new folder of this process's own; those of processes that have ended are removed. */
export function createProcessFolder(processes: string): string {
  mkdirSync(processes, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(processes)) {
    const pid = Number.parseInt(name, 10);
    // In a container an earlier process often had the same number.
    if (pid !== process.pid && isRunning(pid)) continue;
    rmSync(path.join(processes, name), { recursive: true, force: true });
  }
  const own = path.join(processes, `${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(own, { mode: 0o700 });
  return own;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
