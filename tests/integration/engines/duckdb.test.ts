import { copyFile, mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import { holdTarget } from "@/lib/engines/duckdb/hold-target";
import { InstanceCache } from "@/lib/engines/duckdb/instance-cache";
import { openInstance } from "@/lib/engines/duckdb/open-instance";
import { duckdbTargetVersion } from "@/lib/engines/duckdb/resolve-target";
import { workerPid } from "@/lib/engines/duckdb/worker-process";
import type { DuckdbFileTable, DuckdbTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { introspectEngine } from "@/lib/engines/introspect";
import { runOnEngine } from "@/lib/engines/run";
import { testEngine } from "@/lib/engines/test";
import { until } from "./source-database";

const limits = { maximumRows: 1_000, timeoutMilliseconds: 20_000 };
const vega = path.resolve("node_modules/vega-datasets/data");
let root: string;
let california: DuckdbTarget;
let texas: DuckdbTarget;

function tenantTarget(tenant: string, file = "*.parquet"): DuckdbTarget {
  const folder = path.join(root, tenant);
  return {
    engine: "duckdb",
    directories: [folder],
    tables: [
      { schema: "main", name: "flights", format: "parquet", path: path.join(folder, file) },
      { schema: "ops", name: "costs", format: "csv", path: path.join(folder, "costs.csv") },
    ],
  };
}

beforeAll(async () => {
  engineSettings().stuckGraceMilliseconds = 2_000;
  root = await realpath(await mkdtemp(path.join(tmpdir(), "bulkhead-files-")));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const [tenant, origin] of [
    ["california", "LAX"],
    ["texas", "DFW"],
  ]) {
    await mkdir(path.join(root, tenant as string));
    await writeFile(
      path.join(root, tenant as string, "costs.csv"),
      `id,cost,day\n1,10.5,2020-01-01\n2,,2020-01-02\n3,${tenant === "texas" ? 7 : 8},2020-01-03\n`,
    );
    for (const month of [1, 2]) {
      await connection.run(`COPY (SELECT * FROM read_parquet('${vega}/flights-3m.parquet') WHERE origin = '${origin}' AND month(date) = ${month})
        TO '${root}/${tenant}/flights-${month}.parquet' (FORMAT parquet)`);
    }
  }
  instance.closeSync();
  california = tenantTarget("california");
  texas = tenantTarget("texas");
});

afterAll(async () => {
  await closeEngines();
  await rm(root, { recursive: true, force: true });
});

/** Somebody who waits until the files are there. */
const held = { signal: new AbortController().signal, keepsGoing: () => true };

const instanceSettings = {
  maximumInstances: 1,
  maximumRunningQueries: 1,
  threads: 1,
  memoryLimit: "128MB",
  loadedMemory: "64MB",
};

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing failed",
    (error: { code?: string; message?: string }) => ({ code: error.code, message: error.message }),
  );
const refused = { code: "query_refused", message: "The data source could not run this query" };
const filesMissing = {
  code: "data_source_unavailable",
  message: "A file of this data source is missing or unreadable",
};
const unavailable = { code: "data_source_unavailable", message: "The data source could not be reached" };
const outside = { code: "data_source_unavailable", message: "A path of this data source leaves its folders" };
const endless = "SELECT count(*) FROM range(10000000000) AS a(x), range(1000) AS b(y) WHERE a.x % 7 = b.y % 11";

async function cell(expression: string) {
  const { columns, data } = await runOnEngine(california, `SELECT ${expression} AS value`, limits);
  return { type: columns[0]?.type, value: data[0]?.[0] };
}

test.each([
  ["42::TINYINT", "number", 42],
  ["9007199254740991::BIGINT", "number", 9007199254740991],
  ["9007199254740993::BIGINT", "number", "9007199254740993"],
  ["170141183460469231731687303715884105727::HUGEINT", "number", "170141183460469231731687303715884105727"],
  ["1234567.89::DECIMAL(18,2)", "number", 1234567.89],
  ["0.1234567890123456789::DECIMAL(38,19)", "number", "0.1234567890123456789"],
  ["0.1::FLOAT", "number", 0.1],
  ["0.1::DOUBLE", "number", 0.1],
  ["'NaN'::DOUBLE", "number", "NaN"],
  ["true", "boolean", true],
  ["'O''Brien'", "text", "O'Brien"],
  ["'a'::ENUM('a', 'b')", "text", "a"],
  ["DATE '2001-02-03'", "date", "2001-02-03"],
  ["DATE '0001-01-01'", "date", "0001-01-01"],
  ["TIMESTAMP '2001-01-01 00:01:00'", "timestamp", "2001-01-01T00:01:00"],
  ["TIMESTAMP '1960-01-01 00:01:00.25'", "timestamp", "1960-01-01T00:01:00.25"],
  ["TIMESTAMPTZ '2001-01-01 00:01:00+02'", "timestamp", "2000-12-31T22:01:00Z"],
  ["TIMESTAMPTZ '1960-01-01 00:01:00.25+00'", "timestamp", "1960-01-01T00:01:00.25Z"],
  ["TIMESTAMP '9999-12-31 23:59:59.999999'", "timestamp", "9999-12-31T23:59:59.999999"],
  ["TIMESTAMPTZ 'infinity'", "timestamp", "infinity"],
  ["TIMESTAMP_S '2001-01-01 00:01:00'", "timestamp", "2001-01-01T00:01:00"],
  ["'2001-01-01 00:01:00.000000001'::TIMESTAMP_NS", "timestamp", "2001-01-01T00:01:00.000000001"],
  ["INTERVAL 1 DAY", "other", "1 day"],
  ["{'a': DATE '2001-02-03'}", "other", "{'a': 2001-02-03}"],
  ["'\\xAA'::BLOB", "other", "\\xAA"],
  ["TIME '10:00:01'", "time", "10:00:01"],
  [`'{"a": 1}'::JSON`, "json", '{"a": 1}'],
  ["[1, 2]", "other", "[1, 2]"],
  ["NULL::INTEGER", "number", null],
  ["NULL::VARCHAR", "text", null],
])("%s arrives as %s %s", async (expression, type, value) => {
  expect(await cell(expression)).toEqual({ type, value });
});

test("flights of a folder are counted as the raw file says", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const reader = await (await instance.connect()).runAndReadAll(
    `SELECT count(*)::INTEGER, avg(delay) FROM read_parquet('${vega}/flights-3m.parquet') WHERE origin = 'LAX' AND month(date) IN (1, 2)`,
  );
  const result = await runOnEngine(california, "SELECT count(*), avg(delay) FROM main.flights", limits);
  expect(result.data.map((column) => column[0])).toEqual(reader.getRowsJson()[0]);
  expect(result.data[0]?.[0]).toBeGreaterThan(10_000);
});

test("a result stops at the row limit and says so, across chunks too", async () => {
  const sql = "SELECT range AS n, 'row ' || range AS t FROM range(50000)";
  const all = await runOnEngine(california, sql, { ...limits, maximumRows: 50_000 });
  expect([all.rowCount, all.truncated, all.data[0]?.[49_999], all.data[1]?.[49_999]]).toEqual([
    50_000,
    false,
    49_999,
    "row 49999",
  ]);
  const cut = await runOnEngine(california, sql, { ...limits, maximumRows: 2_048 });
  expect([cut.rowCount, cut.truncated, cut.data[0]?.length]).toEqual([2_048, true, 2_048]);
  const none = await runOnEngine(california, `${sql} LIMIT 0`, limits);
  expect([none.rowCount, none.truncated, none.data]).toEqual([0, false, [[], []]]);
});

test("an answer beyond the byte limit is refused", async () => {
  const outcome = await failure(runOnEngine(california, "SELECT repeat('x', 1000000) FROM range(1000)", limits));
  expect(outcome).toMatchObject({ code: "query_refused", message: expect.stringContaining("too large") });
});

test.each([
  "SELECT CAST('secret' AS INTEGER)",
  "SELECT * FROM main.nothing_here",
  "SELECT error('a value')",
  "SELECT FROM WHERE",
  "SELECT 1; SELECT 2",
  "SELECT ?",
  "",
])("R26: an engine's error says the same thing whatever it was: %s", async (sql) => {
  expect(await failure(runOnEngine(california, sql, limits))).toEqual(refused);
});

test("R23: with no guard in front, the worker cannot open another tenant's file in any way", async () => {
  await symlink(path.join(root, "texas", "costs.csv"), path.join(root, "california", "link.csv"));
  const foreign = path.join(root, "texas");
  const own = path.join(root, "california");
  const readers = [
    `read_csv('${foreign}/costs.csv')`,
    `read_csv('${own}/../texas/costs.csv')`,
    `read_csv('${own}/link.csv')`,
    `read_csv('${root}/*/costs.csv')`,
    `read_parquet('${foreign}/flights-1.parquet')`,
    `parquet_metadata('${foreign}/flights-1.parquet')`,
    `read_text('${foreign}/costs.csv')`,
    `read_blob('${foreign}/costs.csv')`,
    `sniff_csv('${foreign}/costs.csv')`,
    `glob('${foreign}/*')`,
    `'${foreign}/costs.csv'`,
    `query('SELECT * FROM ''${foreign}/costs.csv''')`,
    `query_table('${foreign}/costs.csv')`,
    "read_text('/etc/passwd')",
    "read_csv('/proc/self/environ')",
    "read_csv('https://example.com/x.csv')",
    "duckdb_extensions()",
  ];
  for (const reader of readers) {
    expect({ reader, outcome: await failure(runOnEngine(california, `SELECT * FROM ${reader}`, limits)) }).toEqual({
      reader,
      outcome: expect.objectContaining({ code: expect.stringMatching(/^(query_refused|data_source_unavailable)$/) }),
    });
  }
  expect(await failure(runOnEngine(california, "SELECT getenv('HOME')", limits))).toEqual(refused);
  await rm(path.join(root, "california", "link.csv"));
});

test("R23: nothing but a SELECT runs, inside the own folder neither", async () => {
  const own = path.join(root, "california");
  const statements = [
    `COPY (SELECT 1) TO '${own}/out.csv'`,
    `COPY ops.costs FROM '${own}/costs.csv'`,
    `ATTACH '${own}/other.db'`,
    `EXPORT DATABASE '${own}/export'`,
    "SET threads = 1",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA enable_profiling",
    "CALL pragma_version()",
    "INSERT INTO ops.costs SELECT * FROM ops.costs",
    "DELETE FROM ops.costs",
    "CREATE TABLE main.mine AS SELECT 1",
    "DROP VIEW main.flights",
    "EXPLAIN SELECT 1",
    "BEGIN",
  ];
  for (const sql of statements) {
    expect({ sql, outcome: await failure(runOnEngine(california, sql, limits)) }).toEqual({ sql, outcome: refused });
  }
  const { data } = await runOnEngine(california, "SELECT count(*) FROM ops.costs", limits);
  expect(data).toEqual([[3]]);
});

test.each([false, true])(
  "R23: the instance itself is locked on a bare connection: outside files, extensions, settings (files loaded: %s)",
  async (load) => {
    const { target } = await holdTarget(california, held);
    const { instance } = await openInstance(target, instanceSettings, { load });
    const connection = await instance.connect();
    const foreign = path.join(root, "texas");
    for (const sql of [
      `COPY (SELECT 1) TO '${foreign}/out.csv'`,
      `ATTACH '${foreign}/other.db'`,
      `SELECT * FROM read_csv('${foreign}/costs.csv')`,
      `SET allowed_directories = ['${foreign}']`,
      "SET enable_external_access = true",
      "SET lock_configuration = false",
      "RESET disabled_optimizers",
      "INSTALL httpfs",
      "LOAD httpfs",
    ]) {
      expect({
        sql,
        outcome: await connection.run(sql).then(
          () => "ran",
          () => "failed",
        ),
      }).toEqual({ sql, outcome: "failed" });
    }
    const reader = await connection.runAndReadAll(
      "SELECT current_setting('disabled_optimizers'), current_setting('memory_limit'), count(*)::INTEGER FROM ops.costs",
    );
    expect(reader.getRowsJson()).toEqual([["statistics_propagation", "122.0 MiB", 3]]);
    instance.closeSync();
  },
);

test("small files are held in memory only as far as they fit, and say the same from there", async () => {
  const { target } = await holdTarget(california, held);
  const sql = `SELECT origin, count(*)::INTEGER, sum(delay)::INTEGER, min(date)::VARCHAR FROM main.flights GROUP BY origin`;
  const opened = async (loadedMemory: string) => {
    const { instance, broken } = await openInstance(target, { ...instanceSettings, loadedMemory }, { load: true });
    const connection = await instance.connect();
    const [[loaded]] = (
      await connection.runAndReadAll("SELECT count(*)::INTEGER FROM duckdb_tables() WHERE table_name = 'flights'")
    ).getRowsJson() as [[number]];
    const rows = (await connection.runAndReadAll(sql)).getRowsJson();
    instance.closeSync();
    return { loaded, rows, broken };
  };
  const [fits, tooLarge] = [await opened("64MB"), await opened("1MB")];
  expect([fits.loaded, tooLarge.loaded]).toEqual([1, 0]);
  expect(fits.rows).toEqual(tooLarge.rows);
  expect([...fits.broken, ...tooLarge.broken]).toEqual([]);
});

test("a busy target whose files are gone while they are loaded goes on with what is open", async () => {
  const folder = path.join(root, "gone");
  await mkdir(folder);
  const [file, away] = [path.join(folder, "f.parquet"), path.join(root, "away.parquet")];
  await copyFile(path.join(root, "california", "flights-1.parquet"), file);
  const table = { schema: "main", name: "f", format: "parquet", files: [file], bytes: 1_000 } as const;
  const target = { key: "gone", directories: [folder], tables: [table] };
  const cache = new InstanceCache(instanceSettings);
  const brokenNow = () => cache.with(target, async ({ broken }) => broken.length);
  expect(await brokenNow()).toBe(0);
  await rename(file, away);
  // One of these asks for the loading; the rest are there when it has failed.
  for (let times = 0; times < 60; times += 1) {
    expect(await brokenNow()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  cache.retire("gone");
});

test("R23: a busy target's files move into memory, no other target's do, and a changed file is still seen", async () => {
  const folder = path.join(root, "busy");
  await mkdir(folder);
  const write = (tenant: string) =>
    copyFile(path.join(root, tenant, "flights-1.parquet"), path.join(folder, "f.parquet"));
  await write("california");
  const busy = tenantTarget("busy");
  const inMemory = async (target: DuckdbTarget) =>
    (await runOnEngine(target, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'flights'", limits))
      .data[0]?.[0];
  const origins = async () =>
    (await runOnEngine(busy, "SELECT DISTINCT origin FROM main.flights ORDER BY 1", limits)).data[0];
  expect(await inMemory(busy)).toBe(0);
  expect(await until(async () => (await origins())?.join() === "LAX" && (await inMemory(busy)) === 1)).toBe(true);
  expect(await origins()).toEqual(["LAX"]);
  await write("texas");
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  for (let turn = 0; turn < 30; turn += 1) expect(await origins()).toEqual(["DFW"]);
});

test("R23: two tenants asked at once over one worker each get their own rows only", async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      const tenant = n % 2 === 0 ? california : texas;
      const { data } = await runOnEngine(tenant, "SELECT DISTINCT origin FROM main.flights", limits);
      return data[0];
    }),
  );
  answers.forEach((origins, n) => {
    expect(origins).toEqual([n % 2 === 0 ? "LAX" : "DFW"]);
  });
});

test("R23: a file that really lies elsewhere, or a path that climbs out, refuses the whole target", async () => {
  await symlink(path.join(root, "texas"), path.join(root, "california", "shortcut"));
  const table = (file: string): DuckdbTarget => ({
    ...california,
    tables: [
      {
        schema: "main",
        name: "t",
        format: "csv",
        path: path.join(root, "california") + file,
      } satisfies DuckdbFileTable,
    ],
  });
  for (const file of ["/shortcut/costs.csv", "/*/costs.csv", "/../texas/costs.csv"]) {
    expect(await failure(runOnEngine(table(file), "SELECT * FROM main.t", limits))).toEqual(outside);
  }
  await rm(path.join(root, "california", "shortcut"));
});

test("R13: only * is a wildcard, and only in the place the template gave it", async () => {
  const path1 = tenantTarget("california", "flights-[12].parquet");
  expect(await failure(runOnEngine(path1, "SELECT count(*) FROM main.flights", limits))).toEqual(filesMissing);
  const path2 = tenantTarget("california", "flights-?.parquet");
  expect(await failure(runOnEngine(path2, "SELECT count(*) FROM main.flights", limits))).toEqual(filesMissing);
  const wild = {
    ...california,
    tables: [{ ...(california.tables[1] as DuckdbFileTable), path: `${root}/*/costs.csv` }],
  };
  expect(await failure(runOnEngine(wild, "SELECT * FROM ops.costs", limits))).toEqual(outside);
});

test("a query over its time limit fails at once and stops in the worker", async () => {
  expect(await failure(runOnEngine(california, endless, { ...limits, timeoutMilliseconds: 300 }))).toEqual({
    code: "query_timeout",
    message: "The query took too long",
  });
  const pid = workerPid();
  // More than there are places for: were the endless query still running, these would compete with it for good.
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, () =>
      failure(runOnEngine(california, endless, { ...limits, timeoutMilliseconds: 300 })),
    ),
  );
  expect(new Set(outcomes.map((outcome) => (outcome as { code: string }).code))).toEqual(new Set(["query_timeout"]));
  expect(await cell("1")).toEqual({ type: "number", value: 1 });
  expect(workerPid()).toBe(pid);
});

test("a target that fills its places slows no other target, and what waits can be cancelled at once", async () => {
  const caller = new AbortController();
  const flood = Array.from({ length: 12 }, () =>
    failure(runOnEngine(california, endless, { ...limits, signal: caller.signal })),
  );
  const waiting = new AbortController();
  const queued = failure(runOnEngine(california, "SELECT 1", { ...limits, signal: waiting.signal }));
  expect((await runOnEngine(texas, "SELECT count(*) FROM ops.costs", limits)).rowCount).toBe(1);
  const pid = workerPid();
  waiting.abort();
  expect(await queued).toMatchObject({ message: "The query was cancelled" });
  // Longer than a cancelled query may go on before the worker counts as stuck.
  await new Promise((resolve) => setTimeout(resolve, engineSettings().stuckGraceMilliseconds + 500));
  expect(workerPid()).toBe(pid);
  caller.abort();
  await Promise.all(flood);
  expect(await cell("1")).toEqual({ type: "number", value: 1 });
  expect(workerPid()).toBe(pid);
});

test("a caller who leaves takes the query along", async () => {
  const caller = new AbortController();
  const slow = failure(runOnEngine(california, endless, { ...limits, signal: caller.signal }));
  setTimeout(() => caller.abort(), 100);
  expect(await slow).toEqual({ code: "query_timeout", message: "The query was cancelled" });
});

test("a killed worker fails what it ran with a fixed error, and the next query gets a new one", async () => {
  await cell("1");
  const pid = workerPid() as number;
  const slow = failure(runOnEngine(california, endless, limits));
  setTimeout(() => process.kill(pid, "SIGKILL"), 100);
  expect(await slow).toEqual(unavailable);
  expect(await cell("1")).toEqual({ type: "number", value: 1 });
  expect(workerPid()).not.toBe(pid);
});

test("a changed file is seen, and changes the version that results are kept under", async () => {
  const file = path.join(root, "texas", "costs.csv");
  const sum = async () => (await runOnEngine(texas, "SELECT sum(cost) FROM ops.costs", limits)).data[0]?.[0];
  const [before, version] = [await sum(), await duckdbTargetVersion(texas)];
  await writeFile(file, "id,cost,day\n1,100,2020-01-01\n");
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(before).toBe(17.5);
  expect(await sum()).toBe(100);
  expect(await duckdbTargetVersion(texas)).not.toBe(version);
});

test("a table whose files are missing or broken leaves the others readable and is named by the test", async () => {
  const folder = path.join(root, "partly");
  await mkdir(folder);
  await writeFile(path.join(folder, "flights-1.parquet"), "not parquet at all");
  await writeFile(path.join(folder, "costs.csv"), "id,cost\n1,5\n");
  const partly = tenantTarget("partly");
  expect((await runOnEngine(partly, "SELECT sum(cost) FROM ops.costs", limits)).data).toEqual([[5]]);
  expect(await failure(runOnEngine(partly, "SELECT * FROM main.flights", limits))).toEqual(filesMissing);
  expect(await testEngine(partly)).toMatchObject({
    ok: true,
    warnings: ["main.flights: its files cannot be read in this format"],
  });
  await rm(folder, { recursive: true });
  expect(await testEngine(tenantTarget("nobody"))).toMatchObject({ ok: false, message: filesMissing.message });
});

test("a sound target tests well and is introspected in DuckDB's spelling", async () => {
  expect(await testEngine(california)).toMatchObject({
    ok: true,
    message: expect.stringMatching(/^DuckDB v[\d.]+, 2 tables from 3 files of [\d.]+ KB$/),
    warnings: [],
  });
  const tables = await introspectEngine(california);
  expect(tables.map((table) => `${table.kind} ${table.schema}.${table.name}`)).toEqual([
    "table main.flights",
    "table ops.costs",
  ]);
  expect(tables[0]?.columns.map((column) => column.name)).toEqual([
    "date",
    "delay",
    "distance",
    "origin",
    "destination",
  ]);
  expect(tables[1]?.columns).toEqual([
    { name: "id", type: "BIGINT", nullable: true },
    { name: "cost", type: "DOUBLE", nullable: true },
    { name: "day", type: "DATE", nullable: true },
  ]);
});
