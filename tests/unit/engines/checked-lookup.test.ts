import type { LookupAddress } from "node:dns";
import http from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkedLookup, requireAllowedHost, resolveAllowed } from "@/lib/engines/checked-lookup";
import { hostResolver, resolveHost } from "@/lib/engines/resolve-host";
import { SourceSocket } from "@/lib/engines/source-socket";

const refused = { code: "data_source_unavailable", message: "The address of this data source is not allowed" };
const systemLookup = hostResolver().lookup;
let answers: LookupAddress[][];
let asked: string[];

beforeEach(() => {
  asked = [];
  hostResolver().lookup = async (host) => {
    asked.push(host);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (!answer) throw Object.assign(new Error(), { code: "ENOTFOUND" });
    return answer;
  };
});

afterEach(() => {
  hostResolver().lookup = systemLookup;
});

const v4 = (address: string): LookupAddress => ({ address, family: 4 });

test("one reserved address among several refuses them all", async () => {
  answers = [[v4("127.0.0.1"), v4("169.254.169.254")]];
  await expect(resolveAllowed("rebound.example")).rejects.toMatchObject(refused);
});

test("a name that has moved to a reserved address since is refused where it is dialled, and nothing is connected", async () => {
  answers = [[v4("127.0.0.1")], [v4("169.254.169.254")]];
  expect(await resolveAllowed("rebound.example")).toEqual([v4("127.0.0.1")]);
  await expect(opened(new SourceSocket({ host: "rebound.example", port: 9, database: "shop" }))).rejects.toMatchObject(
    refused,
  );
  expect(asked).toEqual(["rebound.example", "rebound.example"]);
});

test("a socket resolves its host once and reaches the address that was checked", async () => {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  answers = [[v4("127.0.0.1")], [v4("169.254.169.254")]];
  const socket = new SourceSocket({ host: "rebound.example", port, database: "shop" });
  await opened(socket);
  expect(socket.remoteAddress).toBe("127.0.0.1");
  expect(asked).toEqual(["rebound.example"]);
  socket.destroy();
  server.close();
});

test.each(["169.254.169.254", "::ffff:a9fe:a9fe", "2852039166", "fe80::1", "metadata.google.internal"])(
  "a socket never dials %s, and nobody is asked about it",
  async (host) => {
    answers = [[v4("127.0.0.1")]];
    await expect(opened(new SourceSocket({ host, port: 9, database: "shop" }))).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  },
);

test("an agent with the lookup reaches allowed addresses only", async () => {
  const server = http.createServer((_, response) => response.end("reached"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new http.Agent({ lookup: checkedLookup });
  const get = () =>
    new Promise((resolve, reject) => {
      http
        .get({ host: "rebound.example", port, agent }, (response) => resolve(response.resume().statusCode))
        .on("error", reject);
    });
  answers = [[v4("127.0.0.1")], [v4("169.254.169.254")]];
  expect(await get()).toBe(200);
  await expect(get()).rejects.toMatchObject(refused);
  server.close();
});

test.each(["[fe80::1]", "[::ffff:169.254.169.254]", "[fe80::1%eth0]", "169.254.1.1", "0x7f000001"])(
  "an agent's host %s, which Node would dial without a lookup, is refused ahead",
  (host) => {
    expect(() => requireAllowedHost(host)).toThrow(refused.message);
    expect(() => requireAllowedHost("[::1]")).not.toThrow();
  },
);

test("a host without addresses fails as the system says", async () => {
  answers = [];
  await expect(opened(new SourceSocket({ host: "nowhere.example", port: 9, database: "d" }))).rejects.toMatchObject({
    code: "ENOTFOUND",
  });
  answers = [[]];
  await expect(opened(new SourceSocket({ host: "nowhere.example", port: 9, database: "d" }))).rejects.toMatchObject({
    code: "ENOTFOUND",
  });
});

test("those who ask for one host at once ask once, and the next asks anew", async () => {
  answers = [[v4("127.0.0.1")]];
  await Promise.all([resolveHost("busy.example"), resolveHost("busy.example"), resolveHost("other.example")]);
  await resolveHost("busy.example");
  expect(asked).toEqual(["busy.example", "other.example", "busy.example"]);
});

function opened(socket: SourceSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on("connect", resolve).on("error", reject).connect();
  });
}
