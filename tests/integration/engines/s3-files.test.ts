import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import { holdTarget } from "@/lib/engines/duckdb/hold-target";
import { openInstance } from "@/lib/engines/duckdb/open-instance";
import { duckdbTargetVersion } from "@/lib/engines/duckdb/resolve-target";
import { fileCache, s3ListingLifetimeMilliseconds } from "@/lib/engines/duckdb/s3/s3-files";
import type { DuckdbTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { introspectEngine } from "@/lib/engines/introspect";
import { runOnEngine } from "@/lib/engines/run";
import { testEngine } from "@/lib/engines/test";
import { type S3Server, startS3Server } from "@/tests/support/s3-server";

const limits = { maximumRows: 1_000, timeoutMilliseconds: 20_000 };
const cacheBytes = 300_000;
let scratch: string;
let server: S3Server;
let parquet: Uint8Array;

beforeAll(async () => {
  scratch = await realpath(await mkdtemp(path.join(tmpdir(), "bulkhead-s3-cache-")));
  const settings = engineSettings();
  settings.fileCacheFolder = path.join(scratch, "cache");
  settings.fileCacheBytes = cacheBytes;
  settings.s3SilenceMilliseconds = 1_500;
  server = await startS3Server();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const file = path.join(scratch, "sample.parquet");
  await connection.run(`COPY (SELECT i AS id, 'row ' || i AS word FROM range(1000) AS r(i)) TO '${file}'`);
  instance.closeSync();
  parquet = await readFile(file);
});

afterEach(() => server.intercept(null));

afterAll(async () => {
  await closeEngines();
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
});

const csvOf = (owner: string, ...amounts: number[]) =>
  `owner,amount\n${amounts.map((amount) => `${owner},${amount}\n`).join("")}`;

type Overrides = Partial<S3Server["login"]>;

function target(key: string, format: "csv" | "parquet" = "csv", overrides: Overrides = {}, name = "sales") {
  const path = `s3://${server.bucket}/${key}`;
  return {
    engine: "duckdb",
    directories: [],
    s3: { ...server.login, ...overrides },
    tables: [{ schema: "main", name, format, path }],
  } as const satisfies DuckdbTarget;
}

async function rows(of: DuckdbTarget, sql = "SELECT owner, amount FROM sales ORDER BY ALL", more = {}) {
  const { data, rowCount } = await runOnEngine(of, sql, { ...limits, ...more });
  return Array.from({ length: rowCount }, (_, row) => data.map((column) => column[row]));
}

const etagOf = (body: string) => `"${createHash("md5").update(body).digest("hex")}"`;

const listingPage = (owners: readonly string[], next: number | null) => {
  const contents = owners.map((owner) => {
    const body = csvOf(owner, 1);
    return `<Contents><Key>pages/${owner}/1.csv</Key><ETag>${etagOf(body)}</ETag><Size>${body.length}</Size></Contents>`;
  });
  const more =
    next === null
      ? "<IsTruncated>false</IsTruncated>"
      : `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>`;
  return `<?xml version="1.0"?><ListBucketResult>${more}${contents.join("")}</ListBucketResult>`;
};

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing failed",
    (error: { code?: string; message?: string }) => ({ code: error.code, message: error.message }),
  );

const unavailable = (message: string) => ({ code: "data_source_unavailable", message });
const afterListing = () => new Promise((resolve) => setTimeout(resolve, s3ListingLifetimeMilliseconds + 100));

describe("reading", () => {
  test("one CSV object, several by a pattern, and several folders of Parquet are tables", async () => {
    await server.put("read/a/1.csv", csvOf("a", 1));
    await server.put("read/a/2.csv", csvOf("a", 2));
    await server.put("read/a/deeper/3.csv", csvOf("a", 3));
    await server.put("read/a/note.txt", "no table");
    await server.put("read/p/x/1.parquet", parquet);
    await server.put("read/p/y/2.parquet", parquet);
    expect(await rows(target("read/a/1.csv"))).toEqual([["a", 1]]);
    expect(await rows(target("read/a/*.csv"))).toEqual([
      ["a", 1],
      ["a", 2],
    ]);
    expect(await rows(target("read/p/*/*.parquet", "parquet"), "SELECT count(*), max(word) FROM sales")).toEqual([
      [2000, "row 999"],
    ]);
  });

  test("a pattern's fixed start is a name: neighbours that only begin alike stay out", async () => {
    await server.put("alike/acme/1.csv", csvOf("acme", 1));
    await server.put("alike/acme2/1.csv", csvOf("acme2", 2));
    await server.put("alike/ACME/1.csv", csvOf("ACME", 3));
    expect(await rows(target("alike/acme/*.csv"))).toEqual([["acme", 1]]);
    expect(await rows(target("alike/ACME/*.csv"))).toEqual([["ACME", 3]]);
  });

  test("a listing that comes in pages is read to its end, and one of too many objects refuses", async () => {
    const owners = ["a", "b", "c", "d", "e"];
    for (const owner of owners) await server.put(`pages/${owner}/1.csv`, csvOf(owner, 1));
    await server.put("pages/a/deeper/1.csv", csvOf("deeper", 1));
    // The server's own pages need a cipher that Node has no more.
    server.intercept((request, response) => {
      const query = new URL(request.url ?? "", "http://s3").searchParams;
      if (!query.has("list-type")) return false;
      const start = Number(query.get("continuation-token") ?? 0);
      response.end(listingPage(owners.slice(start, start + 2), start + 2 < owners.length ? start + 2 : null));
      return true;
    });
    const source = target("pages/*/*.csv");
    server.requests();
    expect(await rows(source, "SELECT DISTINCT owner FROM sales ORDER BY owner")).toEqual(owners.map((name) => [name]));
    expect(server.requests().filter((seen) => seen.includes("list-type=2"))).toHaveLength(3);
    server.intercept(null);
    const settings = engineSettings();
    const { maximumFilesPerTable } = settings;
    settings.maximumFilesPerTable = 4;
    const outcome = await failure(rows(target("pages/*/1.csv")));
    settings.maximumFilesPerTable = maximumFilesPerTable;
    expect(outcome).toEqual(unavailable("A path of this data source matches too many files"));
  });

  test("an object that is not there is said to be missing, beside tables that work", async () => {
    const both = { ...target("read/a/1.csv") };
    const missing = { ...target("read/none.csv").tables[0], name: "none" };
    const source = { ...both, tables: [...both.tables, missing] };
    expect(await rows(source)).toEqual([["a", 1]]);
    expect(await failure(rows(source, "SELECT * FROM none"))).toEqual(
      unavailable("A file of this data source is missing or unreadable"),
    );
  });

  test("only objects of tables that the statement names are fetched", async () => {
    await server.put("lazy/one.csv", csvOf("one", 1));
    await server.put("lazy/two.csv", csvOf("two", 2));
    const both = { ...target("lazy/one.csv") };
    const other = { ...target("lazy/two.csv").tables[0], name: "other" };
    server.requests();
    expect(await rows({ ...both, tables: [...both.tables, other] })).toEqual([["one", 1]]);
    const seen = server.requests();
    expect(seen.join("\n")).toContain("lazy/one.csv");
    expect(seen.join("\n")).not.toContain("lazy/two.csv");
  });

  test("columns are told and the test says how many files and bytes there are", async () => {
    const source = target("read/a/*.csv");
    expect(await introspectEngine(source)).toMatchObject([
      { name: "sales", columns: [{ name: "owner" }, { name: "amount" }] },
    ]);
    const health = await testEngine(source);
    expect(health).toMatchObject({ ok: true, warnings: [] });
    expect(health.message).toMatch(/1 table from 2 files of 34 bytes$/);
  });
});

describe("changes", () => {
  test("a changed, a new and a deleted object are seen once the listing is old, under another version", async () => {
    await server.put("change/1.csv", csvOf("first", 1));
    const source = target("change/*.csv");
    expect(await rows(source)).toEqual([["first", 1]]);
    const version = await duckdbTargetVersion(source);
    await server.put("change/1.csv", csvOf("second", 2));
    await server.put("change/2.csv", csvOf("third", 3));
    await afterListing();
    expect(await rows(source)).toEqual([
      ["second", 2],
      ["third", 3],
    ]);
    const changed = await duckdbTargetVersion(source);
    expect(changed).not.toBe(version);
    await server.remove("change/1.csv");
    await afterListing();
    expect(await rows(source)).toEqual([["third", 3]]);
    expect(await duckdbTargetVersion(source)).not.toBe(changed);
  });

  test("an object that changes between being listed and fetched is listed again, never read under its old name", async () => {
    await server.put("race/1.csv", csvOf("old", 1));
    const source = target("race/1.csv");
    await duckdbTargetVersion(source);
    await server.put("race/1.csv", csvOf("newer", 22));
    expect(await rows(source)).toEqual([["newer", 22]]);
  });

  test("an object that changes on every look is given up in fixed words", async () => {
    await server.put("restless/1.csv", csvOf("x", 0));
    let turn = 0;
    const change: Parameters<S3Server["intercept"]>[0] = async (request) => {
      if (request.method !== "GET") return false;
      turn += 1;
      server.intercept(null);
      await server.put("restless/1.csv", csvOf("x", turn));
      server.intercept(change);
      return false;
    };
    server.intercept(change);
    expect(await failure(rows(target("restless/1.csv")))).toEqual(
      unavailable("A file of this data source keeps changing while it is read"),
    );
  });
});

describe("failures", () => {
  test("a wrong secret, an unknown key and a bucket that is not there each have words of their own", async () => {
    const wrong = unavailable("The object store refused the access key");
    expect(await failure(rows(target("read/a/*.csv", "csv", { secretAccessKey: "wrong" })))).toEqual(wrong);
    expect(await failure(rows(target("read/a/*.csv", "csv", { accessKeyId: "NOBODY" })))).toEqual(wrong);
    const elsewhere = target("read/a/*.csv");
    const path = "s3://not-there/read/*.csv";
    expect(await failure(rows({ ...elsewhere, tables: [{ ...elsewhere.tables[0], path }] }))).toEqual(
      unavailable("The bucket of this data source does not exist"),
    );
  });

  test("R23: what a right secret has fetched is not found with a wrong one", async () => {
    const source = target("read/a/1.csv");
    expect(await rows(source)).toEqual([["a", 1]]);
    const outcome = await failure(rows(target("read/a/1.csv", "csv", { secretAccessKey: "wrong" })));
    expect(outcome).toMatchObject({ code: "data_source_unavailable" });
  });

  test("an endpoint that refuses, hangs or is reserved fails in fixed words", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.once("listening", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const unreachable = unavailable("The data source could not be reached");
    expect(await failure(rows(target("x/*.csv", "csv", { endpoint: `http://127.0.0.1:${port}` })))).toEqual(
      unreachable,
    );
    server.intercept(() => true);
    expect(await failure(rows(target("hang/*.csv")))).toEqual(unreachable);
    const notAllowed = unavailable("The address of this data source is not allowed");
    for (const endpoint of [
      "http://169.254.169.254",
      "http://[::ffff:169.254.169.254]",
      "http://metadata.google.internal",
    ]) {
      expect(await failure(rows(target("x/*.csv", "csv", { endpoint })))).toEqual(notAllowed);
    }
  });

  test("a store that trickles is left at the query's own deadline", async () => {
    await server.put("trickle/1.csv", csvOf("t", 1));
    const source = target("trickle/1.csv");
    let timer: NodeJS.Timeout | undefined;
    server.intercept((request, response) => {
      if (request.method === "HEAD") return false;
      response.writeHead(200, { etag: etagOf(csvOf("t", 1)), "content-length": 1_000_000 });
      timer = setInterval(() => response.write("o"), 50);
      return true;
    });
    expect(await failure(rows(source, undefined, { timeoutMilliseconds: 400 }))).toEqual({
      code: "query_timeout",
      message: "The query took too long",
    });
    clearInterval(timer);
  });
});

describe("the cache", () => {
  test("equal fetches that come together are one", async () => {
    await server.put("once/1.csv", csvOf("once", 1));
    server.requests();
    const all = await Promise.all(Array.from({ length: 12 }, () => rows(target("once/1.csv"))));
    expect(all).toEqual(Array.from({ length: 12 }, () => [["once", 1]]));
    expect(server.requests().filter((seen) => seen.startsWith("GET "))).toHaveLength(1);
  });

  test("a download stops when everybody who wanted it has left, and not while one still waits", async () => {
    await server.put("left/1.csv", csvOf("left", 1));
    let closed: () => void = () => {};
    const stopped = new Promise<void>((resolve) => {
      closed = resolve;
    });
    let asked: () => void = () => {};
    const asking = new Promise<void>((resolve) => {
      asked = resolve;
    });
    server.intercept((request, response) => {
      if (request.method !== "GET") return false;
      response.on("close", closed);
      asked();
      return true;
    });
    const [first, second] = [new AbortController(), new AbortController()];
    const runs = [first, second].map(({ signal }) => failure(rows(target("left/1.csv"), undefined, { signal })));
    await asking;
    first.abort();
    expect(await runs[0]).toEqual({ code: "query_timeout", message: "The query was cancelled" });
    const early = await Promise.race([stopped.then(() => "stopped"), Promise.resolve("still running")]);
    expect(early).toBe("still running");
    second.abort();
    expect(await runs[1]).toEqual({ code: "query_timeout", message: "The query was cancelled" });
    await stopped;
  });

  test("a download whose query ran out of time goes on, and the next query finds it", async () => {
    await server.put("slow/1.csv", csvOf("slow", 1));
    const source = target("slow/1.csv");
    await duckdbTargetVersion(source);
    let letGo: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    server.intercept(async (request) => {
      if (request.method === "GET") await held;
      return false;
    });
    server.requests();
    expect(await failure(rows(source, undefined, { timeoutMilliseconds: 300 }))).toMatchObject({
      code: "query_timeout",
    });
    letGo();
    expect(await rows(source)).toEqual([["slow", 1]]);
    expect(server.requests().filter((seen) => seen.startsWith("GET "))).toHaveLength(1);
  });

  test("stays within its bytes, the least recently used going first, and fetches again what went", async () => {
    const big = (name: string) => csvOf(name, ...Array.from({ length: 14_000 }, (_, index) => index));
    const names = ["one", "two", "six"];
    for (const name of names) await server.put(`bound/${name}.csv`, big(name));
    const count = (name: string) => rows(target(`bound/${name}.csv`), "SELECT count(*) FROM sales");
    for (const name of names) expect(await count(name)).toEqual([[14_000]]);
    expect(big("one").length * 3).toBeGreaterThan(cacheBytes);
    expect(fileCache().bytes).toBeLessThanOrEqual(cacheBytes);
    const objects = path.join(scratch, "cache", "objects");
    const onDisk = readdirSync(objects).reduce((sum, file) => sum + statSync(path.join(objects, file)).size, 0);
    expect(onDisk).toBe(fileCache().bytes);
    server.requests();
    expect(await count("six")).toEqual([[14_000]]);
    expect(server.requests().filter((seen) => seen.startsWith("GET "))).toEqual([]);
    expect(await count("one")).toEqual([[14_000]]);
    expect(server.requests().filter((seen) => seen.startsWith("GET "))).toHaveLength(1);
  });

  test("no file of a running query goes, and a target larger than the cache refuses", async () => {
    const part = "x".repeat(cacheBytes / 2 - 100);
    await server.put("held/1.csv", `owner,amount\n${part},1\n`);
    await server.put("held/2.csv", `owner,amount\n${part},2\n`);
    await server.put("held/3.csv", `owner,amount\n${part},3\n`);
    const waiter = { signal: new AbortController().signal, keepsGoing: () => true };
    const held = [await holdTarget(target("held/1.csv"), waiter), await holdTarget(target("held/2.csv"), waiter)];
    const files = held.flatMap(({ target: { tables } }) => tables.flatMap((table) => table.files));
    const full = unavailable("The file cache is full of files in use, try again in a moment");
    expect(await failure(rows(target("held/3.csv")))).toEqual(full);
    expect(files.map((file) => existsSync(file))).toEqual([true, true]);
    for (const { release } of held) release();
    expect(await rows(target("held/3.csv"), "SELECT amount FROM sales")).toEqual([[3]]);
    expect(await failure(rows(target("held/*.csv")))).toEqual(
      unavailable("The files that this needs are larger than the file cache"),
    );
  });
});

describe("two tenants in one bucket", () => {
  const tenantTarget = (tenant: string) => target(`tenants/${tenant}/*.csv`);

  beforeAll(async () => {
    await server.put("tenants/a/sales.csv", csvOf("a", 1, 2));
    await server.put("tenants/b/sales.csv", csvOf("b", 10, 20));
  });

  test("R23: with the guard switched off, no statement opens another tenant's file, wherever the cache keeps it", async () => {
    const waiter = { signal: new AbortController().signal, keepsGoing: () => true };
    const [a, b] = [await holdTarget(tenantTarget("a"), waiter), await holdTarget(tenantTarget("b"), waiter)];
    try {
      const linked = b.target.tables.flatMap((table) => table.files);
      const stored = linked.map((file) => path.join(scratch, "cache", "objects", path.basename(file)));
      expect([...linked, ...stored].map((file) => existsSync(file))).toEqual([true, true]);
      expect(a.target.directories.some((folder) => linked.some((file) => file.startsWith(folder)))).toBe(false);
      const around = path.join(a.target.directories[0] ?? "", "..", path.basename(b.target.directories[0] ?? ""), "*");
      const settings = {
        maximumInstances: 1,
        maximumRunningQueries: 1,
        threads: 1,
        memoryLimit: "128MB",
        loadedMemory: "8MB",
      };
      const { instance } = await openInstance(a.target, settings);
      const connection = await instance.connect();
      for (const file of [...linked, ...stored, around, path.join(scratch, "cache", "**")]) {
        const sql = `SELECT * FROM read_csv('${file}')`;
        expect(await failure(runOnEngine(tenantTarget("a"), sql, limits))).toMatchObject({ code: "query_refused" });
        await expect(connection.run(sql), sql).rejects.toThrow();
        await expect(connection.run(`FROM glob('${file}')`).then((found) => found.getRowsJson())).rejects.toThrow();
      }
      instance.closeSync();
    } finally {
      a.release();
      b.release();
    }
  });

  test("twenty interleaved runs each give their own tenant's rows", async () => {
    const runs = Array.from({ length: 20 }, async (_, index) => {
      const tenant = index % 2 === 0 ? "a" : "b";
      return { tenant, owners: await rows(tenantTarget(tenant), "SELECT DISTINCT owner FROM sales") };
    });
    for (const { tenant, owners } of await Promise.all(runs)) expect(owners).toEqual([[tenant]]);
  });
});
