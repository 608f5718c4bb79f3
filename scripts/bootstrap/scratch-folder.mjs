import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { endPostmaster, livingPostmaster } from "./postgres-postmaster.mjs";
import { isAlive } from "./process-identity.mjs";

const prefix = "bulkhead-scratch-";

/**
 * A folder under the system's temporary one for what does not outlive this process. What processes that were killed outright
 * have left behind is removed on the way.
 */
export async function createScratchFolder() {
  await sweepAbandoned();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  // mkdtemp's 0700 would keep the `postgres` user out when this process is root.
  fs.chmodSync(folder, 0o755);
  return folder;
}

/** Deletes a scratch folder with all that is in it, ending each Postgres that still runs on a cluster there. */
export async function removeScratchFolder(folder) {
  const inside = fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
  for (const dataDir of [folder, ...inside]) {
    const cluster = path.join(dataDir, "postgres", "cluster");
    const pid = livingPostmaster(cluster);
    if (pid !== null) await endPostmaster(pid, cluster);
  }
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

async function sweepAbandoned() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const owner = name.startsWith(prefix) && Number.parseInt(name.slice(prefix.length), 10);
    if (!owner || isAlive(owner)) continue;
    const folder = path.join(os.tmpdir(), name);
    try {
      if (fs.statSync(folder).uid === process.getuid?.()) await removeScratchFolder(folder);
    } catch {
      // Somebody else is sweeping it at this moment; what is left, if anything, is left for the next.
    }
  }
}
