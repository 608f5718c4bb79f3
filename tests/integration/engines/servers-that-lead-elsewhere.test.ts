import { mkdtempSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import type { EngineTarget } from "@/lib/engines/engine";
import { introspectEngine } from "@/lib/engines/introspect";
import { runOnEngine } from "@/lib/engines/run";
import { testEngine } from "@/lib/engines/test";
import { discoverIssuer } from "@/lib/oidc/oidc-client";
import { startFakeSource } from "../../support/fake-sources";

/*
 * Servers that an admin means well by and that turn hostile: what they answer leads to another place, or to a file of
 * this machine.
 */
const limits = { maximumRows: 10, timeoutMilliseconds: 2_000 };

let inside: http.Server;
let leading: http.Server;
let asked: string[];
let reached: string[];
let status = 302;

const portOf = (server: http.Server) => (server.address() as AddressInfo).port;
const listening = (server: http.Server) =>
  new Promise<http.Server>((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));

beforeAll(async () => {
  inside = await listening(
    http.createServer((request, response) => {
      reached.push(request.url ?? "");
      response.end("{}");
    }),
  );
  leading = await listening(
    http.createServer((request, response) => {
      asked.push(request.url ?? "");
      request.resume();
      response.writeHead(status, { Location: `http://127.0.0.1:${portOf(inside)}/secrets` }).end();
    }),
  );
});

beforeEach(() => {
  asked = [];
  reached = [];
  process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "127.0.0.1";
});

afterEach(closeEngines);

afterAll(() => {
  for (const server of [inside, leading]) {
    server.closeAllConnections();
    server.close();
  }
});

async function useInEveryWay(target: EngineTarget, sql: string): Promise<void> {
  expect((await testEngine(target)).ok).toBe(false);
  await expect(introspectEngine(target)).rejects.toThrow();
  await expect(runOnEngine(target, sql, limits)).rejects.toThrow();
}

test.each([301, 302, 303, 307, 308])(
  "no redirect of a source or an identity provider is followed (%i)",
  async (code) => {
    status = code;
    const clickhouse = { engine: "clickhouse", host: "127.0.0.1", port: portOf(leading), secure: false } as const;
    await useInEveryWay({ ...clickhouse, database: "default", user: "reader", password: "p" }, "SELECT 1");
    const endpoint = `http://127.0.0.1:${portOf(leading)}`;
    const s3 = { endpoint, region: "eu-central-1", accessKeyId: "k", secretAccessKey: "s", forcePathStyle: true };
    for (const file of ["a.parquet", "*.parquet"]) {
      const table = { schema: "main", name: "t", format: "parquet", path: `s3://bucket/${file}` } as const;
      await expect(
        runOnEngine({ engine: "duckdb", directories: [], s3, tables: [table] }, "SELECT * FROM t", limits),
      ).rejects.toThrow();
    }
    await expect(discoverIssuer(endpoint)).rejects.toMatchObject({ code: "data_source_unavailable" });
    const places = [/^\/\?/, /^\/bucket\/a\.parquet$/, /^\/bucket\/\?.*list-type=2/, /openid-configuration$/];
    for (const place of places) expect(asked).toContainEqual(expect.stringMatching(place));
    expect(reached).toEqual([]);
  },
);

test("a MySQL server that asks for a file of this machine gets none", async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "bulkhead-")), "key");
  writeFileSync(file, "a key of this machine");
  let sent = "";
  const hostile = await startFakeSource((socket) => speakMysql(socket, file, (text) => (sent += text)));
  const login = { database: "shop", user: "reader", password: "p", ssl: "disable" } as const;
  await useInEveryWay({ engine: "mysql", host: "127.0.0.1", port: hostile.port, ...login }, "SELECT 1");
  await hostile.close();
  expect(sent).toContain("VERSION()");
  expect(sent).not.toContain("a key of this machine");
});

/** Greets, lets everybody in, and answers every statement with the request for a file (0xFB). */
function speakMysql(socket: Socket, file: string, hear: (text: string) => void): void {
  const packet = (sequence: number, ...parts: (Buffer | string)[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part as string, "latin1")));
    socket.write(Buffer.concat([Buffer.of(body.length, 0, 0, sequence), body]));
  };
  const capabilities = Buffer.of(0xff, 0xf7, 8, 2, 0, 0xff, 0x00, 21);
  const salt = Buffer.alloc(12, 0x41);
  packet(
    0,
    "\x0a8.0.30\0",
    Buffer.alloc(4),
    Buffer.alloc(8, 0x41),
    "\0",
    capabilities,
    Buffer.alloc(10),
    salt,
    "\0mysql_native_password\0",
  );
  let isIn = false;
  socket.on("data", (chunk: Buffer) => {
    hear(chunk.toString("latin1"));
    if (isIn) packet(1, "\xfb", file);
    else packet(2, Buffer.of(0, 0, 0, 2, 0, 0, 0));
    isIn = true;
  });
}
