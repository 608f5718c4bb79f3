import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { spawnChild } from "./child-processes.mjs";
import { keptSecret } from "./kept-secret.mjs";
import { PlainError } from "./plain-error.mjs";
import { freePort } from "./ports.mjs";
import { postgresBinaries } from "./postgres-binaries.mjs";
import { reachableFolder } from "./postgres-folder.mjs";
import { createCluster } from "./postgres-initdb.mjs";
import { endLaunched, endPostmaster, livingPostmaster, removeStalePidFile } from "./postgres-postmaster.mjs";
import { postgresUser } from "./postgres-user.mjs";

const superuser = "bulkhead";
const startSeconds = 60;
const takeOverSeconds = 10;

/**
 * Gives a running Postgres whose files are all under `dataDir`: the cluster in `postgres/`, its random superuser
 * password in `keys/postgres-password` (0600), its port, chosen once, in `postgres/port`. It listens on 127.0.0.1
 * alone. A Postgres that outlived a killed start is adopted, and a stale lock of a crashed one is cleared.
 *
 * @param options.disposable trades durability for speed; for clusters that a test throws away
 * @param options.onLaunch called with `stop` as soon as there is something to stop, before it is ready
 * @returns `{ url(database), adopted, child, stop() }`; `child` is null for an adopted one
 */
export async function startEmbeddedPostgres(dataDir, { disposable = false, onLaunch = () => {} } = {}) {
  const folder = path.join(dataDir, "postgres");
  const cluster = path.join(folder, "cluster");
  const user = postgresUser();
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });

  const password = keptSecret(path.join(dataDir, "keys", "postgres-password"), () => {
    if (!fs.existsSync(cluster)) return null;
    throw new PlainError(
      `The password of the embedded Postgres is gone: ${path.join(dataDir, "keys", "postgres-password")}\n` +
        "Restore that file from a backup. Only when the data may be lost, delete the data folder and start again.",
    );
  });
  const binaries = postgresBinaries(user);
  if (!fs.existsSync(cluster)) await createCluster({ cluster, binaries, user, superuser, password, disposable });

  const port = await rememberedPort(path.join(folder, "port"));
  const url = (database) => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;

  const pid = await adopt(cluster, url("postgres"));
  if (pid !== null) {
    const stop = () => endPostmaster(pid, cluster);
    onLaunch(stop);
    return { url, adopted: true, child: null, stop };
  }
  const child = await launch({ cluster, folder, binaries, user, port, disposable });
  const stop = () => endLaunched(child);
  onLaunch(stop);
  await untilReady(child, url("postgres"), path.join(folder, "postgres.log"));
  return { url, adopted: false, child, stop };
}

/** The process id of a Postgres that already serves this cluster, or `null` when one has to be started. */
async function adopt(cluster, url) {
  const giveUpAt = Date.now() + takeOverSeconds * 1000;
  for (;;) {
    const pid = livingPostmaster(cluster);
    if (pid === null) {
      removeStalePidFile(cluster);
      return null;
    }
    if ((await probe(url)) === "ready") return pid;
    if (Date.now() > giveUpAt) {
      throw new PlainError(
        `Postgres (process ${pid}) already runs on ${cluster} but does not answer. End that process and start again.`,
      );
    }
    await sleep(200);
  }
}

async function launch({ cluster, folder, binaries, user, port, disposable }) {
  const log = fs.openSync(path.join(folder, "postgres.log"), "w", 0o600);
  const data = reachableFolder(cluster, user);
  const speed = disposable ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : [];
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", ...speed];
  const child = spawnChild(binaries.postgres, ["-D", data.path, "-p", String(port), ...settings], {
    ...user,
    cwd: "/",
    // A log file rather than a pipe: Postgres goes on writing when this process was killed.
    stdio: ["ignore", log, log, ...data.stdio],
  });
  fs.closeSync(log);
  data.close();
  child.unref();
  return child;
}

async function untilReady(child, url, logFile) {
  const giveUpAt = Date.now() + startSeconds * 1000;
  let failed = false;
  child.once("exit", () => {
    failed = true;
  });
  child.once("error", () => {
    failed = true;
  });
  while (!failed && Date.now() < giveUpAt) {
    const state = await probe(url);
    if (state === "ready") return;
    if (state === "refused") throw new PlainError("The embedded Postgres does not accept its own password.");
    await sleep(50);
  }
  const lines = fs.readFileSync(logFile, "utf8").trim().split("\n").slice(-5).join("\n  ");
  throw new PlainError(`The embedded Postgres did not start. Its last words:\n  ${lines}`);
}

/** Whether a server answers there and knows our password: `ready`, `refused` (another password) or `away`. */
async function probe(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return "ready";
  } catch (error) {
    return error.code === "28P01" ? "refused" : "away";
  } finally {
    await client.end().catch(() => {});
  }
}

async function rememberedPort(file) {
  if (fs.existsSync(file)) return Number(fs.readFileSync(file, "utf8"));
  const port = await freePort();
  fs.writeFileSync(file, String(port));
  return port;
}
