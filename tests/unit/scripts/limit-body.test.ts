import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limitBody } from "../../../scripts/entries/limit-body";

const mebibyte = 1_048_576;

let server: Server;
let readBytes = 0;

/** A server that reads whatever it is sent, as routes do. */
beforeAll(async () => {
  server = createServer((request, response) => {
    if (!limitBody(request, response)) return;
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      readBytes += chunk.length;
    });
    request.on("error", () => undefined);
    request.on("end", () => response.end(String(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Sends so many bytes, with their length or in chunks, and says what came back. */
function post(path: string, bytes: number, { inChunks = false } = {}): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const headers = inChunks ? { "transfer-encoding": "chunked" } : { "content-length": bytes };
  return new Promise((resolve) => {
    const request = httpRequest({ port, path, method: "POST", headers }, async (response: IncomingMessage) => {
      let text = "";
      for await (const part of response) text += part;
      resolve(`${response.statusCode} ${text}`);
    });
    request.on("error", () => resolve("broken off"));
    let left = bytes;
    const send = () => {
      if (left <= 0 || request.destroyed) return request.end();
      const chunk = Buffer.alloc(Math.min(left, mebibyte), 0x20);
      left -= chunk.length;
      return request.write(chunk, send);
    };
    send();
  });
}

test("a body as routes read it passes, whichever way it is sent", async () => {
  expect(await post("/api/v1/token", 2 * mebibyte)).toBe(`200 ${2 * mebibyte}`);
  expect(await post("/api/v1/token", 2 * mebibyte, { inChunks: true })).toBe(`200 ${2 * mebibyte}`);
  expect(await post("/api/v1/users/import?x=1", 20 * mebibyte)).toBe(`200 ${20 * mebibyte}`);
});

test("R26: a larger one is not read, whether it says its length or not", async () => {
  readBytes = 0;
  for (const path of ["/api/v1/token", "/api/auth/callback/credentials", "/api/v1/users/import/x"]) {
    expect(await post(path, 20 * mebibyte)).toMatch(/^400 .*"invalid_input"|^broken off$/);
    expect(await post(path, 200 * mebibyte, { inChunks: true })).toBe("broken off");
  }
  expect(await post("/api/v1/tenants/import", 200 * mebibyte, { inChunks: true })).toBe("broken off");
  expect(readBytes).toBeLessThan(40 * mebibyte);
});
