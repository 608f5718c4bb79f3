import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { runChild } from "../../bootstrap/child-processes.mjs";
import { freePort } from "../../bootstrap/ports.mjs";
import { removeScratchFolder } from "../../bootstrap/scratch-folder.mjs";
import { findProgram, runServer, serverFolder } from "./server-process.mjs";

const user = "bulkhead";

/** The server and what creates its system tables, or `null` where they are not installed. */
export function mariadbPrograms() {
  const server = findProgram("mariadbd");
  const install = findProgram("mariadb-install-db");
  return server && install && findProgram("my_print_defaults") ? { server, install } : null;
}

/**
 * Starts a throw-away MariaDB on a free port of 127.0.0.1; `user` may do everything, files included.
 *
 * @returns `{ login: { host, port, user, password }, stop() }`, or `null` where MariaDB is not installed
 */
export async function startMariadb() {
  const programs = mariadbPrograms();
  if (!programs) return null;
  const place = await serverFolder();
  const data = path.join(place.folder, "data");
  const password = randomBytes(12).toString("hex");
  try {
    await createSystemTables(programs.install, data, place);
  } catch (error) {
    await removeScratchFolder(place.scratch);
    throw error;
  }
  const login = { host: "127.0.0.1", port: await freePort(), user, password };
  const { stop } = await runServer({
    ...place,
    command: programs.server,
    args: [...settings(data, login.port), `--init-file=${writeInitFile(place.folder, password)}`],
    isReady: () => answers(login),
  });
  return { login, stop };
}

async function createSystemTables(program, data, { folder, user: owner }) {
  const args = [
    "--no-defaults",
    `--datadir=${data}`,
    "--skip-test-db",
    "--auth-root-authentication-method=normal",
    "--skip-name-resolve",
  ];
  const env = { PATH: `${process.env.PATH}:/usr/sbin`, TMPDIR: folder };
  const { code, output } = await runChild(program, args, { ...owner, cwd: folder, env });
  if (code !== 0) {
    const firstWords = output.trim().split("\n").slice(0, 5).join("\n  ");
    throw new Error(`MariaDB's system tables could not be created:\n  ${firstWords}`);
  }
}

/** A statement a line, as the server reads it. */
function writeInitFile(folder, password) {
  const file = path.join(folder, "init.sql");
  const statements = [
    "DELETE FROM mysql.global_priv WHERE User IN ('root', '');",
    "FLUSH PRIVILEGES;",
    `CREATE USER '${user}'@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${user}'@'%' WITH GRANT OPTION;`,
  ];
  fs.writeFileSync(file, `${statements.join("\n")}\n`, { mode: 0o644 });
  return file;
}

/** Durability traded for speed; the socket's name is relative, because paths of sockets are short. */
function settings(data, port) {
  return [
    "--no-defaults",
    `--datadir=${data}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    "--socket=server.sock",
    "--pid-file=server.pid",
    `--tmpdir=${data}`,
    "--skip-name-resolve",
    "--character-set-server=utf8mb4",
    "--innodb-buffer-pool-size=64M",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--max-connections=300",
  ];
}

async function answers(login) {
  const { default: mysql } = await import("mysql2/promise");
  const connection = await mysql.createConnection(login);
  await connection.end();
  return true;
}
