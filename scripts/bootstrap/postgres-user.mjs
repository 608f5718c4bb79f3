import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";

/**
 * The user that Postgres runs as: `null` for "the same as this process", or `{ uid, gid }` of the system user
 * `postgres` when this process is root, which Postgres refuses to be. The user is created when it is missing.
 */
export function postgresUser() {
  if (process.getuid?.() !== 0) return null;
  const found = lookUp();
  if (found) return found;
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], { stdio: "ignore" });
  } catch {
    // What matters is whether the user is there afterwards: another start may have created it meanwhile.
  }
  const created = lookUp();
  if (created) return created;
  throw new PlainError(
    "Postgres does not run as root, and the system user `postgres` could not be created. " +
      "Start Bulkhead as an ordinary user, or set DATABASE_URL to a Postgres of your own.",
  );
}

/** Whether every folder on the way to `target` may be entered by any user of the machine. */
export function isReachableByOthers(target) {
  for (let folder = fs.realpathSync(target); ; folder = path.dirname(folder)) {
    const stat = fs.statSync(folder);
    if (stat.isDirectory() && (stat.mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function lookUp() {
  try {
    const id = (flag) => Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}
