import net from "node:net";
import tls from "node:tls";
import type { ClientBase } from "pg";
import type { PostgresTarget } from "../engine";
import { SourceSocket } from "../source-socket";

/** What the driver knows about its backend and its type definitions leave out. */
interface BackendClient {
  readonly processID: number | null;
  readonly secretKey: number | null;
  readonly connection?: { readonly stream: Pick<net.Socket, "destroy" | "remoteAddress"> };
}

const cancelRequestCode = 80877102;
const sslRequestCode = 80877103;
const patienceMilliseconds = 2_000;

/**
 * Asks the server to stop what this connection runs, over a side connection as the protocol demands; resolves when the
 * server has taken the request or two seconds have passed. The request names the backend, not the query: the connection
 * must be destroyed afterwards, or the request could stop its next user's.
 */
export async function cancelQuery(client: ClientBase, target: PostgresTarget): Promise<void> {
  const { processID, secretKey, connection } = client as unknown as BackendClient;
  if (processID === null || secretKey === null) return;
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(cancelRequestCode, 4);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);

  // The very server that runs the query, should the host have several addresses.
  const socket = new SourceSocket({ ...target, host: connection?.stream.remoteAddress ?? target.host }).connect();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patienceMilliseconds);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    socket.on("close", done).on("error", done);
    if (target.ssl === "disable") socket.once("connect", () => socket.write(request));
    else sendEncrypted(socket, target, request, done);
  });
  socket.destroy();
}

/** Cuts a connection at once: a server that hangs would never answer a polite end. */
export function destroySocket(client: ClientBase): void {
  (client as unknown as BackendClient).connection?.stream.destroy();
}

function sendEncrypted(socket: net.Socket, target: PostgresTarget, request: Buffer, done: () => void): void {
  const sslRequest = Buffer.alloc(8);
  sslRequest.writeInt32BE(8, 0);
  sslRequest.writeInt32BE(sslRequestCode, 4);
  socket.once("connect", () => socket.write(sslRequest));
  socket.once("data", (answer) => {
    if (answer.toString("latin1") !== "S") return done();
    const secure = tls.connect({
      socket,
      host: target.host,
      ...(net.isIP(target.host) ? {} : { servername: target.host }),
      rejectUnauthorized: target.ssl === "verify-full",
    });
    secure
      .on("secureConnect", () => secure.write(request))
      .on("close", done)
      .on("error", done);
  });
}
