import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { spawnChild } from "../../bootstrap/child-processes.mjs";
import { createScratchFolder, removeScratchFolder } from "../../bootstrap/scratch-folder.mjs";

const startSeconds = 60;
const stopSeconds = 20;

/** The full path of the first of these programs that is installed, or `null`; system folders are looked at too. */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin", "/usr/bin"];
  for (const name of names) {
    const found = folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
    if (found) return found;
  }
  return null;
}

/**
 * A folder that the user a server runs as may write to, and that user: nobody, when this process is root. It is inside
 * of a scratch folder of this process's own user, which alone may be swept by a later run.
 */
export async function serverFolder() {
  const scratch = await createScratchFolder();
  const folder = path.join(scratch, "server");
  fs.mkdirSync(folder);
  const user = serverUser();
  if (user) fs.chownSync(folder, user.uid, user.gid);
  return { scratch, folder, user };
}

/**
 * Runs a server until `stop()`, which deletes its folder too. On Linux the kernel ends it with this process, even when
 * that is killed outright.
 *
 * @param isReady rejects or gives false until the server answers
 * @throws with the server's last words when it does not start
 */
export async function runServer({ command, args, scratch, folder, user, isReady }) {
  const logFile = path.join(folder, "server.log");
  const log = fs.openSync(logFile, "w", 0o600);
  const setpriv = process.platform === "linux" ? findProgram("setpriv") : null;
  const [program, ...all] = setpriv ? [setpriv, "--pdeathsig", "KILL", command, ...args] : [command, ...args];
  const env = { PATH: process.env.PATH, TMPDIR: folder, TZ: "UTC", LANG: "C.UTF-8" };
  const child = spawnChild(program, all, { ...user, cwd: folder, env, stdio: ["ignore", log, log] });
  fs.closeSync(log);
  child.unref();
  let ended = false;
  const exit = new Promise((resolve) => {
    const onEnd = () => {
      ended = true;
      resolve();
    };
    child.once("exit", onEnd).once("error", onEnd);
  });
  const stop = async () => {
    if (!ended) {
      child.ref();
      child.kill("SIGTERM");
      const insist = setTimeout(() => child.kill("SIGKILL"), stopSeconds * 1000);
      await exit;
      clearTimeout(insist);
    }
    await removeScratchFolder(scratch);
  };
  const giveUpAt = Date.now() + startSeconds * 1000;
  while (!ended && Date.now() < giveUpAt) {
    if (await isReady().catch(() => false)) return { stop };
    await sleep(50);
  }
  const lastWords = fs.readFileSync(logFile, "utf8").trim().split("\n").slice(-5).join("\n  ");
  await stop();
  throw new Error(`${path.basename(command)} did not start. Its last words:\n  ${lastWords}`);
}

/** Database servers refuse to be root, or should. */
function serverUser() {
  if (process.getuid?.() !== 0) return null;
  const id = (flag) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
