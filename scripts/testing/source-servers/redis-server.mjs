import { randomBytes } from "node:crypto";
import net from "node:net";
import { freePort } from "../../bootstrap/ports.mjs";
import { findProgram, runServer, serverFolder } from "./server-process.mjs";

/** The server, or `null` where it is not installed. */
export function redisProgram() {
  return findProgram("redis-server");
}

/**
 * Starts a throw-away Redis on a free port of 127.0.0.1 that keeps nothing on disk.
 *
 * @returns `{ login: { host, port, user, password }, stop() }`, or `null` where Redis is not installed
 */
export async function startRedis() {
  const command = redisProgram();
  if (!command) return null;
  const place = await serverFolder();
  const password = randomBytes(12).toString("hex");
  const login = { host: "127.0.0.1", port: await freePort(), user: "default", password };
  const settings = { port: login.port, bind: login.host, requirepass: password, dir: place.folder, appendonly: "no" };
  const { stop } = await runServer({
    ...place,
    command,
    args: [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]), "--save", ""],
    isReady: () => answers(login),
  });
  return { login, stop };
}

/** Speaks the protocol by hand: a client would go on trying. */
function answers({ host, port, password }) {
  return new Promise((resolve) => {
    const socket = net.connect(port, host, () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let heard = "";
    socket.on("data", (text) => {
      heard += text;
      if (heard.includes("+PONG")) done(true);
    });
    socket.on("error", () => done(false)).on("close", () => done(false));
    const done = (ready) => {
      socket.destroy();
      resolve(ready);
    };
  });
}
