import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { demo } from "../support/product";
import { asAdmin } from "./portal-api";

interface Served {
  readonly body: string;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HostServer {
  readonly origin: string;
  /** Answers a path from now on. */
  readonly serve: (path: string, served: Served) => void;
  readonly close: () => Promise<void>;
}

/** A host product's own server, on an origin that may frame the demo project's dashboards until it is closed. */
export async function startHostServer(): Promise<HostServer> {
  const pages = new Map<string, Served>();
  const server = http.createServer((request, response) => {
    const found = pages.get(request.url ?? "");
    response.writeHead(found ? 200 : 404, { "Content-Type": found?.type ?? "text/plain", ...found?.headers });
    response.end(found?.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await changeOrigins((origins) => [...origins, origin]);
  return {
    origin,
    serve: (path, served) => pages.set(path, served),
    async close() {
      await changeOrigins((origins) => origins.filter((one) => one !== origin));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function changeOrigins(change: (origins: readonly string[]) => readonly string[]): Promise<void> {
  const address = `/api/v1/projects/${demo().projectId}`;
  await oneAtATime(async () => {
    const { allowedOrigins } = await asAdmin<{ allowedOrigins: readonly string[] }>("GET", address);
    await asAdmin("PATCH", address, { allowedOrigins: change(allowedOrigins) });
  });
}

/** The list is written as a whole, and specs run in several processes: a folder that one of them makes is the lock. */
async function oneAtATime(work: () => Promise<void>): Promise<void> {
  const lock = path.join(os.tmpdir(), `bulkhead-origins-${demo().projectId}`);
  while (!isClaimed(lock)) await setTimeout(20);
  try {
    await work();
  } finally {
    fs.rmdirSync(lock);
  }
}

function isClaimed(lock: string): boolean {
  try {
    fs.mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
