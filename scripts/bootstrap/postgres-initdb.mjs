import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { runChild } from "./child-processes.mjs";
import { PlainError } from "./plain-error.mjs";
import { reachableFolder } from "./postgres-folder.mjs";

/**
 * Makes a Postgres cluster, whole or not at all: it is built beside its final place and renamed, so a start that was
 * killed meanwhile leaves nothing that looks like a cluster.
 */
export async function createCluster({ cluster, binaries, user, superuser, password, disposable }) {
  const parent = path.dirname(cluster);
  removeUnfinished(parent);
  const unfinished = path.join(parent, `unfinished-${randomBytes(4).toString("hex")}`);
  const passwordFile = path.join(parent, `unfinished-password-${randomBytes(4).toString("hex")}`);
  fs.mkdirSync(unfinished, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) {
    fs.chownSync(unfinished, user.uid, user.gid);
    fs.chownSync(passwordFile, user.uid, user.gid);
  }
  const data = reachableFolder(unfinished, user, 3);
  const secret = reachableFolder(passwordFile, user, 4);
  try {
    const result = await runChild(
      binaries.initdb,
      [
        `--pgdata=${data.path}`,
        `--pwfile=${secret.path}`,
        `--username=${superuser}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        ...(disposable ? ["--no-sync"] : []),
      ],
      { ...user, cwd: "/", extraStdio: [...data.stdio, ...secret.stdio] },
    );
    if (result.code !== 0) throw new PlainError(`The embedded Postgres could not be set up:\n${result.output.trim()}`);
    fs.renameSync(unfinished, cluster);
  } finally {
    data.close();
    secret.close();
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

function removeUnfinished(parent) {
  for (const name of fs.readdirSync(parent).filter((entry) => entry.startsWith("unfinished-"))) {
    try {
      // An initdb that outlived a killed start may still be writing there for a moment.
      fs.rmSync(path.join(parent, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    } catch {
      // Left for the next time: nothing ever reads it.
    }
  }
}
