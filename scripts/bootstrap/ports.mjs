import net from "node:net";

/** Whether nothing listens on this port of this machine. */
export async function isPortFree(port) {
  // Next listens on every address and Node's demo page on one: a port is free only when both would succeed.
  return (await canListen(port, undefined)) && (await canListen(port, "127.0.0.1"));
}

/** A free port outside the range that systems hand out to outgoing connections, so that it stays free. */
export async function freePort() {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20000 + Math.floor(Math.random() * 10000);
    if (await isPortFree(port)) return port;
  }
  throw new Error("No free port between 20000 and 30000");
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
