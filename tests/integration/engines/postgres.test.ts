import net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import type { PostgresTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { introspectEngine } from "@/lib/engines/introspect";
import { runOnEngine } from "@/lib/engines/run";
import { testEngine } from "@/lib/engines/test";
import { createSourceDatabase, failureOf, freePort, type SourceDatabase, until } from "./source-database";

const limits = { maximumRows: 1_000, timeoutMilliseconds: 10_000 };
let source: SourceDatabase;
let reader: PostgresTarget;
let writer: PostgresTarget;

beforeAll(async () => {
  source = await createSourceDatabase();
  await source.admin.query(`
    CREATE ROLE engine_reader LOGIN PASSWORD 'reader';
    CREATE ROLE engine_writer LOGIN PASSWORD 'writer';
    CREATE ROLE engine_tenant NOLOGIN;
    GRANT engine_tenant TO engine_reader WITH INHERIT FALSE;
    CREATE SCHEMA sales;
    GRANT USAGE ON SCHEMA sales TO engine_reader, engine_writer, engine_tenant;
    CREATE TABLE sales.orders (id integer, line integer, amount numeric(10,2) NOT NULL, note text, PRIMARY KEY (line, id));
    INSERT INTO sales.orders SELECT n, 1, n * 1.5, 'note ' || n FROM generate_series(1, 5000) AS n;
    CREATE VIEW sales.large AS SELECT * FROM sales.orders WHERE amount > 1000;
    CREATE MATERIALIZED VIEW sales.totals AS SELECT sum(amount) AS total FROM sales.orders;
    CREATE TABLE sales.parts (id integer) PARTITION BY RANGE (id);
    CREATE TABLE sales.parts_1 PARTITION OF sales.parts FOR VALUES FROM (0) TO (10);
    CREATE TABLE sales.private (secret text);
    INSERT INTO sales.private VALUES ('only for the role');
    GRANT SELECT ON sales.private TO engine_tenant;
    GRANT SELECT ON sales.orders, sales.large, sales.totals TO engine_reader, engine_writer;
    GRANT INSERT, UPDATE, DELETE ON sales.orders TO engine_writer;
  `);
  reader = source.target({ user: "engine_reader", password: "reader" });
  writer = source.target({ user: "engine_writer", password: "writer" });
});

afterAll(async () => {
  await closeEngines();
  await source.admin.end();
});

const refused = { code: "query_refused", message: "The data source could not run this query" };
const unavailable = { code: "data_source_unavailable", message: "The data source could not be reached" };

async function cell(expression: string) {
  const { columns, data } = await runOnEngine(reader, `SELECT ${expression} AS value`, limits);
  return { type: columns[0]?.type, value: data[0]?.[0] };
}

test("rows arrive column by column with their names, kinds and count", async () => {
  const result = await runOnEngine(reader, "SELECT id, amount, note FROM sales.orders ORDER BY id LIMIT 2", limits);
  expect(result).toMatchObject({
    columns: [
      { name: "id", type: "number" },
      { name: "amount", type: "number" },
      { name: "note", type: "text" },
    ],
    data: [
      [1, 2],
      [1.5, 3],
      ["note 1", "note 2"],
    ],
    rowCount: 2,
    truncated: false,
  });
  expect(result.milliseconds).toBeGreaterThan(0);
});

test.each([
  ["42::int2", "number", 42],
  ["9007199254740991::int8", "number", 9007199254740991],
  ["9007199254740993::int8", "number", "9007199254740993"],
  ["1234567890.12::numeric", "number", 1234567890.12],
  ["0.1234567890123456789::numeric", "number", "0.1234567890123456789"],
  ["2.50::numeric", "number", 2.5],
  ["'NaN'::numeric", "number", "NaN"],
  ["0.1::float4", "number", 0.1],
  ["1e300::float8", "number", 1e300],
  ["'Infinity'::float8", "number", "Infinity"],
  ["true", "boolean", true],
  ["'O''Brien'::varchar", "text", "O'Brien"],
  ["'2001-02-03'::date", "date", "2001-02-03"],
  ["'2001-01-01 00:01:00'::timestamp", "timestamp", "2001-01-01T00:01:00"],
  ["'2001-01-01 00:01:00.25'::timestamp", "timestamp", "2001-01-01T00:01:00.25"],
  ["'2001-01-01 00:01:00+02'::timestamptz", "timestamp", "2000-12-31T22:01:00Z"],
  ["'infinity'::timestamp", "timestamp", "infinity"],
  ["'0044-03-15 10:00:00 BC'::timestamp", "timestamp", "0044-03-15 10:00:00 BC"],
  ["'10:00:01'::time", "time", "10:00:01"],
  [`'{"a": 1}'::jsonb`, "json", '{"a": 1}'],
  ["ARRAY[1, 2]", "other", "{1,2}"],
  ["'1 day'::interval", "other", "1 day"],
  ["NULL::int", "number", null],
])("%s arrives as %s %s", async (expression, type, value) => {
  expect(await cell(expression)).toEqual({ type, value });
});

test("a result stops at the row limit and says so", async () => {
  const sql = "SELECT id FROM sales.orders ORDER BY id";
  const cut = await runOnEngine(reader, sql, { ...limits, maximumRows: 10 });
  expect([cut.rowCount, cut.data[0]?.length, cut.truncated]).toEqual([10, 10, true]);
  const exact = await runOnEngine(reader, sql, { ...limits, maximumRows: 5_000 });
  expect([exact.rowCount, exact.data[0]?.length, exact.truncated]).toEqual([5_000, 5_000, false]);
});

test("an answer beyond the byte limit is refused and its connection is not used again", async () => {
  const big = "SELECT repeat('x', 1000000) FROM generate_series(1, 1000)";
  expect(await failureOf(runOnEngine(reader, big, limits))).toMatchObject({ code: "query_refused" });
  expect(await cell("1")).toEqual({ type: "number", value: 1 });
});

test.each([
  "INSERT INTO sales.orders VALUES (9, 9, 9, 'x') RETURNING id",
  "WITH gone AS (DELETE FROM sales.orders RETURNING id) SELECT * FROM gone",
  "UPDATE sales.orders SET amount = 0",
  "COMMIT",
  "COPY sales.orders TO STDOUT",
  "COPY sales.orders FROM STDIN",
  "SELECT 1; SELECT 2",
  "",
])("a login that may write still only reads: %s", async (sql) => {
  expect(await failureOf(runOnEngine(writer, sql, limits))).toEqual(refused);
  const { rows } = await source.admin.query("SELECT count(*)::int AS count, sum(amount) AS sum FROM sales.orders");
  expect(rows[0]).toEqual({ count: 5000, sum: "18753750.00" });
});

test("R23: nothing a statement changes in its session reaches the next user of the connection", async () => {
  const changes =
    "SELECT set_config('default_transaction_read_only', 'off', false), set_config('search_path', 'sales', false), " +
    "set_config('TimeZone', 'Asia/Tokyo', false), set_config('statement_timeout', '0', false)";
  const settings = [
    "default_transaction_read_only",
    "transaction_read_only",
    "search_path",
    "TimeZone",
    "statement_timeout",
    "standard_conforming_strings",
  ];
  const read = `SELECT pg_backend_pid(), ${settings.map((name) => `current_setting('${name}')`).join(", ")}`;
  const before = await runOnEngine(writer, read, limits);
  await runOnEngine(writer, changes, limits);
  const after = await runOnEngine(writer, read, limits);
  expect(after.data).toEqual(before.data);
  expect(after.data.slice(1).flat()).toEqual(["on", "on", "pg_catalog, pg_temp", "UTC", "5min", "on"]);
});

test("a statement that comes again is prepared in the server, answers as before, and follows its table", async () => {
  await source.admin.query(`CREATE TABLE sales.changing (id integer); INSERT INTO sales.changing VALUES (1), (2);
    GRANT SELECT ON sales.changing TO engine_reader`);
  const sql = "SELECT * FROM sales.changing ORDER BY 1";
  const data = async () => (await runOnEngine(reader, sql, limits)).data;
  for (let turn = 0; turn < 4; turn += 1) expect(await data()).toEqual([[1, 2]]);
  const prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%sales.changing%'";
  expect((await runOnEngine(reader, `${prepared} AND name LIKE 'bulkhead_%'`, limits)).data).toEqual([[1]]);
  await source.admin.query("INSERT INTO sales.changing VALUES (3)");
  expect(await data()).toEqual([[1, 2, 3]]);
  // The type of a prepared result never changes in the server: it has to be prepared anew.
  await source.admin.query("ALTER TABLE sales.changing ALTER id TYPE text, ADD note text DEFAULT 'n'");
  const changed = [
    ["1", "2", "3"],
    ["n", "n", "n"],
  ];
  for (let turn = 0; turn < 4; turn += 1) expect(await data()).toEqual(changed);
  await source.admin.query("REVOKE SELECT ON sales.changing FROM engine_reader");
  expect(await failureOf(runOnEngine(reader, sql, limits))).toEqual(refused);
  await source.admin.query("GRANT SELECT ON sales.changing TO engine_reader");
  for (let turn = 0; turn < 4; turn += 1) expect(await data()).toEqual(changed);
  await source.admin.query("DROP TABLE sales.changing");
});

test("a statement that comes again is cut at each run's own row limit, and cannot write either", async () => {
  const sql = "SELECT id FROM sales.orders WHERE id <= 20 ORDER BY id";
  for (const maximumRows of [3, 20, 7, 1]) {
    const { rowCount, truncated } = await runOnEngine(reader, sql, { ...limits, maximumRows });
    expect([rowCount, truncated]).toEqual([maximumRows, maximumRows < 20]);
  }
  const write = "INSERT INTO sales.orders VALUES (9, 9, 9, 'x') RETURNING id";
  for (let turn = 0; turn < 4; turn += 1) expect(await failureOf(runOnEngine(writer, write, limits))).toEqual(refused);
});

test("a login's own defaults do not change how literals are read", async () => {
  await source.admin.query(`CREATE ROLE engine_odd LOGIN PASSWORD 'odd';
    ALTER ROLE engine_odd SET standard_conforming_strings = off; ALTER ROLE engine_odd SET TimeZone = 'Asia/Tokyo';
    ALTER ROLE engine_odd SET search_path = sales; ALTER ROLE engine_odd SET transform_null_equals = on`);
  const odd = source.target({ user: "engine_odd", password: "odd" });
  const { data } = await runOnEngine(
    odd,
    String.raw`SELECT '\'::text, NULL = NULL, current_schemas(false)::text`,
    limits,
  );
  expect(data).toEqual([["\\"], [null], ["{pg_catalog}"]]);
});

test("the role of the schema layer decides what is readable, on a pool of its own", async () => {
  const sql = "SELECT current_user::text, secret FROM sales.private";
  expect(await failureOf(runOnEngine(reader, sql, limits))).toEqual(refused);
  const asRole = await runOnEngine({ ...reader, role: "engine_tenant" }, sql, limits);
  expect(asRole.data).toEqual([["engine_tenant"], ["only for the role"]]);
  expect(await failureOf(runOnEngine(reader, sql, limits))).toEqual(refused);
  const roleRefused = {
    code: "data_source_unavailable",
    message: "The data source does not let this login run as the policy's database role",
  };
  for (const role of ["engine_writer", "no_such_role", "pg_read_all_data", "ENGINE_TENANT"]) {
    expect(await failureOf(runOnEngine({ ...reader, role }, sql, limits)), role).toEqual(roleRefused);
  }
});

test("R23: behind a pooler, which lends one backend to several connections, no query runs as a role", async () => {
  const pooler = net.createServer((client) => {
    const upstream = net.connect(reader.port, reader.host);
    client.pipe(upstream);
    // It introduces itself as some other backend.
    upstream.on("data", (bytes) => {
      const at = bytes.indexOf("K\0\0\0\x0c", 0, "latin1");
      if (at >= 0) bytes.writeInt32BE(bytes.readInt32BE(at + 5) + 1, at + 5);
      client.write(bytes);
    });
    for (const socket of [client, upstream]) socket.on("error", () => {}).on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => pooler.listen(0, "127.0.0.1", resolve));
  const { port } = pooler.address() as net.AddressInfo;
  const behind = { ...reader, host: "127.0.0.1", port };
  expect((await runOnEngine(behind, "SELECT current_user::text", limits)).data).toEqual([["engine_reader"]]);
  const asRole = { ...behind, role: "engine_tenant" };
  expect(await failureOf(runOnEngine(asRole, "SELECT current_user::text", limits))).toMatchObject({
    code: "data_source_unavailable",
  });
  expect((await testEngine(asRole)).message).toMatch(/pooler/);
  await closeEngines();
  await new Promise((resolve) => pooler.close(resolve));
});

test.each([
  "RESET ROLE",
  "SET ROLE none",
  "SET SESSION AUTHORIZATION DEFAULT",
  "SELECT set_config('role', 'none', false)",
  "SELECT set_config('role', 'none', true)",
  "SELECT set_config('role', 'none', false), (SELECT count(*) FROM sales.orders)",
  "DISCARD ALL",
  "RESET ALL",
])("R23: a statement does not leave its role for the next one: %s", async (sql) => {
  const { maximumConnectionsPerPool } = engineSettings();
  engineSettings().maximumConnectionsPerPool = 1;
  const asRole = { ...reader, role: "engine_tenant" };
  await failureOf(runOnEngine(asRole, sql, limits));
  const { data } = await runOnEngine(asRole, "SELECT current_user::text, current_setting('role')", limits);
  expect(data).toEqual([["engine_tenant"], ["engine_tenant"]]);
  engineSettings().maximumConnectionsPerPool = maximumConnectionsPerPool;
});

test.each([
  "SELECT CAST(note AS integer) FROM sales.orders",
  "SELECT 1 / (id - 1) FROM sales.orders",
  "SELECT * FROM sales.nothing_here",
  "SELECT amount::int2 FROM sales.orders WHERE (amount * 100000)::int2 = 1",
  "SELECT FROM WHERE",
])("R26: an engine's error says the same thing whatever it was: %s", async (sql) => {
  expect(await failureOf(runOnEngine(reader, sql, limits))).toEqual(refused);
});

const sleepers = async () =>
  (
    await source.admin.query(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%pg_sleep(61%' AND state = 'active' AND pid <> pg_backend_pid()",
    )
  ).rows[0].n as number;

test("a connection that the server ends fails its query, and the next query gets a new one", async () => {
  const slow = failureOf(runOnEngine(reader, "SELECT pg_sleep(61)", limits));
  expect(await until(async () => (await sleepers()) === 1)).toBe(true);
  await source.admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(61%' AND pid <> pg_backend_pid()",
  );
  expect(await slow).toEqual(unavailable);
  expect(await cell("1")).toEqual({ type: "number", value: 1 });
});

test.each([
  [
    "a port where nothing listens",
    async () => source.target({ port: await freePort() }),
    "The server could not be reached",
  ],
  [
    "a wrong password",
    async () => source.target({ user: "engine_reader", password: "wrong" }),
    "The server refused the user name or the password",
  ],
  ["an empty password", async () => source.target({ user: "engine_reader", password: "" }), undefined],
  ["an unknown database", async () => source.target({ database: "nowhere" }), "The database does not exist"],
  [
    "encryption the server lacks",
    async () => source.target({ ssl: "require" }),
    "The server does not offer encrypted connections",
  ],
  [
    "a role the login may not take",
    async () => ({ ...reader, role: "engine_writer" }),
    "The login may not run as this database role, or the role does not exist",
  ],
])("%s is a fixed sentence", async (_name, makeTarget, sentence) => {
  const target = await makeTarget();
  const health = await testEngine(target);
  expect(health.ok).toBe(false);
  if (sentence) expect(health.message).toBe(sentence);
  expect(await failureOf(runOnEngine(target, "SELECT 1", limits))).toMatchObject({ code: unavailable.code });
});

test("a login that can only read raises no warning, others say how far they reach", async () => {
  const health = await testEngine(reader);
  expect(health).toMatchObject({ ok: true, message: expect.stringMatching(/^PostgreSQL \d+/), warnings: [] });
  expect((await testEngine(source.target())).warnings).toEqual([expect.stringContaining("superuser")]);
  expect((await testEngine(writer)).warnings).toEqual([expect.stringContaining("change data")]);
  await source.admin.query(`CREATE ROLE engine_wide LOGIN PASSWORD 'wide' BYPASSRLS CREATEROLE;
    GRANT pg_read_all_data, pg_read_server_files TO engine_wide; GRANT CREATE ON SCHEMA sales TO engine_wide`);
  expect((await testEngine(source.target({ user: "engine_wide", password: "wide" }))).warnings).toEqual([
    expect.stringContaining("create objects"),
    expect.stringContaining("other logins"),
    expect.stringContaining("pg_read_all_data"),
    expect.stringContaining("row-level security"),
    expect.stringContaining("files or programs"),
  ]);
});

test("introspection lists tables, views and partitioned parents with types and keys, and no system schema", async () => {
  const tables = await introspectEngine(reader);
  expect(tables.map((table) => `${table.kind} ${table.schema}.${table.name}`)).toEqual([
    "view sales.large",
    "table sales.orders",
    "table sales.parts",
    "table sales.private",
    "view sales.totals",
  ]);
  expect(tables[1]).toEqual({
    schema: "sales",
    name: "orders",
    kind: "table",
    primaryKey: ["line", "id"],
    columns: [
      { name: "id", type: "integer", nullable: false },
      { name: "line", type: "integer", nullable: false },
      { name: "amount", type: "numeric(10,2)", nullable: false },
      { name: "note", type: "text", nullable: true },
    ],
  });
});
