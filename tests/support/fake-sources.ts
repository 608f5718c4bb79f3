import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Something that listens where a database should. */
export interface FakeSource {
  readonly port: number;
  /** Connections that are open to it now. */
  openCount(): number;
  close(): Promise<void>;
}

/** Listens on loopback and does with every connection what the test says. */
export async function startFakeSource(behave: (socket: Socket) => void): Promise<FakeSource> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    // Unread, a socket would never hear that the other side is gone.
    socket.resume();
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    openCount: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A real server's answers as they come, to hand on, hold back, change or cut off. */
export type Tamper = (chunk: Buffer, client: Socket, count: number) => void;

/** Stands between a client and a real server: questions pass, answers go through `tamper`. */
export function startTamperingSource(server: { host: string; port: number }, tamper: Tamper): Promise<FakeSource> {
  return startFakeSource((client) => {
    const upstream = connect(server.port, server.host);
    let count = 0;
    client.pipe(upstream);
    client.on("close", () => upstream.destroy());
    upstream
      .on("error", () => client.destroy())
      .on("close", () => client.end())
      .on("data", (chunk: Buffer) => {
        count += 1;
        if (!client.destroyed) tamper(chunk, client, count);
      });
  });
}

/** Bytes that no protocol begins with, always the same. */
export const garbage = Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 167 + 89) % 256));
