import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import type { ClickhouseTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { introspectEngine } from "@/lib/engines/introspect";
import { runOnEngine } from "@/lib/engines/run";
import { testEngine } from "@/lib/engines/test";
import { type ClickhouseDatabase, createClickhouseDatabase, hasClickhouse } from "@/tests/support/source-servers";
import { failureOf, freePort, until } from "./source-database";

const limits = { maximumRows: 1_000, timeoutMilliseconds: 10_000 };
const refused = { code: "query_refused", message: "The data source could not run this query" };
const unavailable = { code: "data_source_unavailable", message: "The data source could not be reached" };
const endless = "SELECT count() AS endless FROM system.numbers";

describe.skipIf(!hasClickhouse())("on ClickHouse", () => {
  let source: ClickhouseDatabase;
  let reader: ClickhouseTarget;
  let writer: ClickhouseTarget;

  beforeAll(async () => {
    source = await createClickhouseDatabase();
    for (const query of [
      "CREATE TABLE orders (id UInt32, amount Decimal(10, 2), note Nullable(String)) ENGINE = MergeTree ORDER BY id",
      "INSERT INTO orders SELECT number + 1, toDecimal64(number + 1, 2) / 2, concat('note ', toString(number + 1)) FROM numbers(5000)",
      "CREATE VIEW large AS SELECT * FROM orders WHERE id > 100",
      "CREATE MATERIALIZED VIEW totals ENGINE = SummingMergeTree ORDER BY id AS SELECT id, amount FROM orders",
    ]) {
      await source.admin.command({ query });
    }
    reader = source.target();
    writer = source.target({ user: "bulkhead" });
  });

  afterAll(async () => {
    await closeEngines();
    await source.drop();
  });

  const adminRows = async <Row>(query: string) =>
    (await (await source.admin.query({ query, format: "JSON" })).json<Row>()).data;

  async function cell(expression: string) {
    const { columns, data } = await runOnEngine(reader, `SELECT ${expression} AS value`, limits);
    return { type: columns[0]?.type, value: data[0]?.[0] };
  }

  test("rows arrive column by column with their names, kinds and count", async () => {
    const result = await runOnEngine(reader, "SELECT id, amount, note FROM orders ORDER BY id LIMIT 2", limits);
    expect(result).toMatchObject({
      columns: [
        { name: "id", type: "number" },
        { name: "amount", type: "number" },
        { name: "note", type: "text" },
      ],
      data: [
        [1, 2],
        [0.5, 1],
        ["note 1", "note 2"],
      ],
      rowCount: 2,
      truncated: false,
    });
    expect(result.milliseconds).toBeGreaterThan(0);
  });

  test("an answer without rows still has its columns", async () => {
    const result = await runOnEngine(reader, "SELECT id, note FROM orders WHERE id < 0 -- none", limits);
    expect(result).toMatchObject({ columns: [{ name: "id" }, { name: "note" }], data: [[], []], rowCount: 0 });
  });

  test.each([
    ["42", "number", 42],
    ["toInt64(9007199254740991)", "number", 9007199254740991],
    ["toInt64(9007199254740993)", "number", "9007199254740993"],
    ["toUInt64(18446744073709551615)", "number", "18446744073709551615"],
    ["toDecimal64('1234567890.12', 2)", "number", 1234567890.12],
    ["toDecimal128('12345678901234567890.123', 3)", "number", "12345678901234567890.123"],
    ["toNullable(toDecimal64('2.50', 2))", "number", 2.5],
    ["toFloat32(0.1)", "number", 0.1],
    ["1e300", "number", 1e300],
    ["nan", "number", "nan"],
    ["1 / 0", "number", "inf"],
    ["1 = 1", "number", 1],
    ["'O''Brien'", "text", "O'Brien"],
    [String.raw`'a\n"\\\t😀'`, "text", 'a\n"\\\t😀'],
    ["toFixedString('ab', 2)", "text", "ab"],
    ["CAST('x', 'Enum8(\\'x\\' = 1)')", "text", "x"],
    ["toUUID('00000000-0000-0000-0000-000000000001')", "text", "00000000-0000-0000-0000-000000000001"],
    ["toDate('2001-02-03')", "date", "2001-02-03"],
    ["toDateTime('2001-02-03 04:05:06')", "timestamp", "2001-02-03T04:05:06"],
    ["[1, 2]", "other", "[1,2]"],
    ["(toInt64(9007199254740993), 'a')", "other", '["9007199254740993","a"]'],
    ["toNullable(3)", "number", 3],
    ["NULL", "other", null],
  ])("%s arrives as %s %s", async (expression, type, value) => {
    expect(await cell(expression)).toEqual({ type, value });
  });

  test("decimals keep their digits beside texts that look like numbers", async () => {
    const sql = "SELECT toDecimal128('12345678901234567890.5', 1), '1.50', 'say \"1.50\", [2]', [1.5], 7";
    const { data } = await runOnEngine(reader, sql, limits);
    expect(data).toEqual([["12345678901234567890.5"], ["1.50"], ['say "1.50", [2]'], ['["1.5"]'], [7]]);
  });

  test("a result stops at the row limit and says so, and what it is computed from is never cut", async () => {
    const sql = "SELECT id FROM orders ORDER BY id";
    const cut = await runOnEngine(reader, sql, { ...limits, maximumRows: 10 });
    expect([cut.rowCount, cut.data[0], cut.truncated]).toEqual([10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], true]);
    const exact = await runOnEngine(reader, sql, { ...limits, maximumRows: 5_000 });
    expect([exact.rowCount, exact.data[0]?.length, exact.truncated]).toEqual([5_000, 5_000, false]);
    const counted = await runOnEngine(reader, `SELECT count() FROM (${sql})`, { ...limits, maximumRows: 10 });
    expect(counted.data).toEqual([[5_000]]);
    const first = await runOnEngine(reader, "SELECT number FROM system.numbers", { ...limits, maximumRows: 10 });
    expect([first.rowCount, first.truncated]).toEqual([10, true]);
  });

  test("an answer beyond the byte limit is refused", async () => {
    const bytes = engineSettings().maximumResultBytes;
    engineSettings().maximumResultBytes = 1_000_000;
    const big = "SELECT concat('x', toString(number)) FROM system.numbers";
    expect(await failureOf(runOnEngine(reader, big, { ...limits, maximumRows: 1_000_000 }))).toMatchObject({
      code: "query_refused",
    });
    engineSettings().maximumResultBytes = bytes;
    expect(await cell("1")).toEqual({ type: "number", value: 1 });
  });

  test.each([
    "INSERT INTO orders SELECT 1, 1, 'x'",
    "INSERT INTO orders VALUES (1, 1, 'x')",
    "CREATE TABLE other (a UInt8) ENGINE = Memory",
    "CREATE TEMPORARY TABLE other (a UInt8)",
    "DROP TABLE orders",
    "ALTER TABLE orders DROP COLUMN note",
    "OPTIMIZE TABLE orders",
    "SET readonly = 0",
    "SYSTEM RELOAD CONFIG",
    "KILL QUERY WHERE query_id != ''",
    "USE system",
    "SHOW DATABASES",
    "SELECT 1 INTO OUTFILE '/tmp/bulkhead-never-written'",
    "SELECT 1 FORMAT TabSeparated",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE orders",
    "SELECT 1 SETTINGS readonly = 0",
    "",
  ])("a login that may write still only reads: %s", async (sql) => {
    for (const target of [writer, reader]) expect(await failureOf(runOnEngine(target, sql, limits))).toEqual(refused);
    expect(await adminRows("SELECT count() AS count, toString(sum(amount)) AS sum FROM orders")).toEqual([
      { count: "5000", sum: "6251250.00" },
    ]);
    expect(
      await adminRows("SELECT name FROM system.tables WHERE database = currentDatabase() AND name = 'other'"),
    ).toEqual([]);
  });

  test.each([
    "SELECT 1 SETTINGS max_execution_time = 0",
    "SELECT 1 settings/**/max_execution_time = 0",
    "SELECT * FROM (SELECT 1 SETTINGS max_execution_time = 0)",
    "SELECT * FROM remote('127.0.0.1', system.one)",
    "SELECT * FROM `remote`('127.0.0.1', system.one)",
    "SELECT * FROM \"rem\\x6fte\" ('127.0.0.1', system.one)",
    "SELECT * FROM REMOTE -- \n('127.0.0.1', system.one)",
    "SELECT count() FROM merge(currentDatabase(), '.*')",
    "SELECT 1 WHERE 1 IN (SELECT dummy FROM /* ' */ remote/* ' */('127.0.0.1', system.one))",
  ])("R26: no statement lifts its limits or reaches out of its database, whatever the login may: %s", async (sql) => {
    for (const target of [writer, reader]) expect(await failureOf(runOnEngine(target, sql, limits))).toEqual(refused);
  });

  test("the server itself would let a login whose profile says 2 do both: what stops it is ours", async () => {
    const { host, port, user, password, database } = reader;
    const ask = async (query: string) => {
      const headers = { "X-ClickHouse-User": user, "X-ClickHouse-Key": password ?? "" };
      const response = await fetch(`http://${host}:${port}/?database=${database}`, {
        method: "POST",
        headers,
        body: query,
      });
      return response.ok;
    };
    expect(await ask("SELECT count() FROM merge(currentDatabase(), 'orders')")).toBe(true);
    expect(await ask("SELECT 1 SETTINGS max_execution_time = 0")).toBe(true);
    expect(await ask("INSERT INTO orders VALUES (1, 1, 'x')")).toBe(false);
  });

  test.each([
    "SELECT toInt8(note) FROM orders",
    "SELECT throwIf(id = 3, note) FROM orders",
    "SELECT * FROM nothing_here",
    "SELECT no_column FROM orders",
    "SELECT FROM WHERE",
  ])("R26: an engine's error says the same thing whatever it was: %s", async (sql) => {
    expect(await failureOf(runOnEngine(reader, sql, limits))).toEqual(refused);
  });

  test("R26: an error in the middle of an answer is never taken for rows", async () => {
    const sql = "SELECT toInt8(if(number = 300000, 'hidden value', '1')) AS value FROM system.numbers LIMIT 500000";
    const outcome = failureOf(runOnEngine(reader, sql, { ...limits, maximumRows: 1_000_000 }));
    expect(await outcome).toEqual(refused);
  });

  const running = async () =>
    (await adminRows("SELECT query_id FROM system.processes WHERE query LIKE 'SELECT count() AS endless%'")).length;

  test.each([["reader"], ["bulkhead"]])(
    "a caller who leaves takes the query along in the server, as %s",
    async (user) => {
      const target = source.target({ user });
      const caller = new AbortController();
      const slow = failureOf(runOnEngine(target, endless, { ...limits, signal: caller.signal }));
      expect(await until(async () => (await running()) === 1)).toBe(true);
      caller.abort();
      expect(await slow).toEqual({ code: "query_timeout", message: "The query was cancelled" });
      expect(await until(async () => (await running()) === 0)).toBe(true);
      const late = runOnEngine(target, "SELECT 1", { ...limits, signal: AbortSignal.abort() });
      expect(await failureOf(late)).toMatchObject({ message: "The query was cancelled" });
    },
  );

  test("the server's own limit ends what this process no longer can", async () => {
    const ceiling = engineSettings().statementCeilingMilliseconds;
    engineSettings().statementCeilingMilliseconds = 1_000;
    const outcome = failureOf(runOnEngine(reader, endless, limits));
    engineSettings().statementCeilingMilliseconds = ceiling;
    expect(await outcome).toEqual({ code: "query_timeout", message: "The query took too long" });
  });

  test("a query that somebody else kills fails in fixed words", async () => {
    const slow = failureOf(runOnEngine(reader, endless, limits));
    expect(await until(async () => (await running()) === 1)).toBe(true);
    await source.admin.command({ query: "KILL QUERY WHERE query LIKE 'SELECT count() AS endless%' ASYNC" });
    expect(await slow).toMatchObject({ code: "query_timeout" });
  });

  test.each([
    [
      "a port where nothing listens",
      async () => source.target({ port: await freePort() }),
      "The server could not be reached",
    ],
    [
      "a wrong password",
      async () => source.target({ password: "wrong" }),
      "The server refused the user name or the password",
    ],
    [
      "an unknown user",
      async () => source.target({ user: "nobody" }),
      "The server refused the user name or the password",
    ],
    [
      "an unknown database",
      async () => source.target({ database: "nowhere" }),
      "The database does not exist, or the login may not use it",
    ],
    [
      "a login whose queries cannot be limited",
      async () => source.target({ user: "locked" }),
      "The login's profile says readonly = 1 and keeps queries from being limited: give it readonly = 2",
    ],
  ])("%s is a fixed sentence", async (_name, makeTarget, sentence) => {
    const target = await makeTarget();
    expect(await testEngine(target)).toMatchObject({ ok: false, message: sentence, warnings: [] });
    expect(await failureOf(runOnEngine(target, "SELECT 1", limits))).toEqual(unavailable);
    expect(await failureOf(introspectEngine(target))).toEqual(unavailable);
  });

  test("a server without encryption is not reached with it", async () => {
    const plain = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const address = plain.address();
    const target = source.target({ port: typeof address === "object" && address ? address.port : 0, secure: true });
    expect(await testEngine(target)).toMatchObject({
      ok: false,
      message: "The server does not offer encrypted connections",
    });
    expect(await failureOf(runOnEngine(target, "SELECT 1", limits))).toEqual(unavailable);
    plain.close();
  });

  test("a login that can only read raises no warning about writing, one that may write does", async () => {
    const health = await testEngine(reader);
    expect(health).toMatchObject({ ok: true, message: expect.stringMatching(/^ClickHouse \d+/) });
    expect(health.warnings).not.toContainEqual(expect.stringContaining("change data"));
    expect((await testEngine(writer)).warnings).toContainEqual(expect.stringContaining("change data"));
    expect(health.warnings).toEqual([
      expect.stringContaining("files of the database server or other servers"),
      expect.stringContaining("other databases"),
    ]);
  });

  test("introspection lists the tables and views of each database with their types", async () => {
    const all = await introspectEngine(reader);
    expect(all.some(({ schema }) => schema === "system")).toBe(false);
    // Other suites have databases on this server, which the login reads too.
    const tables = all.filter(({ schema }) => schema === source.name);
    expect(tables.map((table) => `${table.kind} ${table.schema}.${table.name}`)).toEqual([
      `view ${source.name}.large`,
      `table ${source.name}.orders`,
      `view ${source.name}.totals`,
    ]);
    expect(tables[1]).toEqual({
      schema: source.name,
      name: "orders",
      kind: "table",
      primaryKey: [],
      columns: [
        { name: "id", type: "UInt32", nullable: false },
        { name: "amount", type: "Decimal(10, 2)", nullable: false },
        { name: "note", type: "Nullable(String)", nullable: true },
      ],
    });
  });
});
