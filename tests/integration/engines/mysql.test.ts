import type { RowDataPacket } from "mysql2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import type { MysqlTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { introspectEngine } from "@/lib/engines/introspect";
import { runOnEngine } from "@/lib/engines/run";
import { testEngine } from "@/lib/engines/test";
import { createMariadbDatabase, hasMariadb, type MariadbDatabase } from "@/tests/support/source-servers";
import { failureOf, freePort, until } from "./source-database";

const limits = { maximumRows: 1_000, timeoutMilliseconds: 10_000 };
const refused = { code: "query_refused", message: "The data source could not run this query" };
const unavailable = { code: "data_source_unavailable", message: "The data source could not be reached" };

describe.skipIf(!hasMariadb())("on MariaDB", () => {
  let source: MariadbDatabase;
  let reader: MysqlTarget;
  let writer: MysqlTarget;
  /** Whose pool has one connection, so that each query follows the one before on it. */
  let single: MysqlTarget;

  beforeAll(async () => {
    source = await createMariadbDatabase();
    await source.admin.query(`
      CREATE USER engine_reader IDENTIFIED BY 'reader';
      CREATE USER engine_writer IDENTIFIED BY 'writer';
      CREATE USER engine_single IDENTIFIED BY 'single';
      CREATE TABLE orders (id int, line int, amount decimal(10,2) NOT NULL, note text, PRIMARY KEY (line, id));
      INSERT INTO orders SELECT seq, 1, seq * 1.5, CONCAT('note ', seq) FROM seq_1_to_5000;
      CREATE VIEW large AS SELECT * FROM orders WHERE amount > 1000;
      CREATE TABLE journal (id int) ENGINE = MyISAM;
      CREATE SEQUENCE numbers_of_orders;
      CREATE FUNCTION turns_settings() RETURNS int
        BEGIN SET SESSION tx_read_only = 0, sql_mode = 'ANSI_QUOTES', time_zone = '+09:00', max_statement_time = 0; RETURN 1; END;
      CREATE FUNCTION writes() RETURNS int BEGIN INSERT INTO journal VALUES (1); RETURN 1; END;
      GRANT SELECT, EXECUTE ON ${source.name}.* TO engine_reader;
      GRANT SELECT, EXECUTE, INSERT, UPDATE, DELETE ON ${source.name}.* TO engine_writer, engine_single;
    `);
    reader = source.target({ user: "engine_reader", password: "reader" });
    writer = source.target({ user: "engine_writer", password: "writer" });
    single = source.target({ user: "engine_single", password: "single" });
    const { maximumConnectionsPerPool } = engineSettings();
    engineSettings().maximumConnectionsPerPool = 1;
    await runOnEngine(single, "SELECT 1", limits);
    engineSettings().maximumConnectionsPerPool = maximumConnectionsPerPool;
  });

  afterAll(async () => {
    await closeEngines();
    await source.admin.query("DROP USER engine_reader, engine_writer, engine_single");
    await source.drop();
  });

  const adminRows = async (sql: string) => (await source.admin.query<RowDataPacket[]>(sql))[0];

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
        [1.5, 3],
        ["note 1", "note 2"],
      ],
      rowCount: 2,
      truncated: false,
    });
    expect(result.milliseconds).toBeGreaterThan(0);
  });

  test.each([
    ["42", "number", 42],
    ["9007199254740991", "number", 9007199254740991],
    ["9007199254740993", "number", "9007199254740993"],
    ["CAST(18446744073709551615 AS unsigned)", "number", "18446744073709551615"],
    ["CAST(1234567890.12 AS decimal(20,2))", "number", 1234567890.12],
    ["CAST('0.1234567890123456789' AS decimal(20,19))", "number", "0.1234567890123456789"],
    ["CAST(2.50 AS decimal(10,2))", "number", 2.5],
    ["CAST(0.1 AS float)", "number", 0.1],
    ["1e300", "number", 1e300],
    ["TRUE", "number", 1],
    ["1 = 2", "number", 0],
    ["'O''Brien'", "text", "O'Brien"],
    ["'😀'", "text", "😀"],
    ["DATE '2001-02-03'", "date", "2001-02-03"],
    ["TIMESTAMP '2001-01-01 00:01:00'", "timestamp", "2001-01-01T00:01:00"],
    ["TIMESTAMP '2001-01-01 00:01:00.25'", "timestamp", "2001-01-01T00:01:00.25"],
    ["TIME '10:00:01'", "time", "10:00:01"],
    ["TIME '-25:00:00'", "time", "-25:00:00"],
    ["YEAR(DATE '2001-02-03')", "number", 2001],
    [`JSON_OBJECT('a', 1)`, "json", '{"a": 1}'],
    ["x'4142ff'", "other", "0x4142ff"],
    ["POINT(1, 2)", "other", '{"x":1,"y":2}'],
    ["NULL", "other", null],
    ["SUM(1)", "number", 1],
    ["COUNT(*)", "number", 1],
  ])("%s arrives as %s %s", async (expression, type, value) => {
    expect(await cell(expression)).toEqual({ type, value });
  });

  test("columns of every kind arrive exactly, TIMESTAMP as a point in time and zero dates as they are", async () => {
    await source.admin.query(`SET STATEMENT time_zone = '+09:00', sql_mode = '' FOR CREATE TABLE kinds AS SELECT 1 AS dropped;
      DROP TABLE kinds; SET time_zone = '+09:00', sql_mode = '';
      CREATE TABLE kinds (flag tinyint(1), b bit(9), y year, e enum('x', 'y'), s set('p', 'q'), ts timestamp NULL,
        dt datetime(3), zero datetime, zeroday date, doc json, big bigint unsigned, bytes varbinary(3), f float);
      INSERT INTO kinds VALUES (1, b'100000001', 2024, 'y', 'p,q', '2001-01-01 09:00:00', '2001-01-01 00:00:00.125',
        '0000-00-00', '0000-00-00', '[1]', 18446744073709551615, x'00ff', 0.1);
      SET time_zone = DEFAULT, sql_mode = DEFAULT`);
    const { columns, data } = await runOnEngine(reader, "SELECT * FROM kinds", limits);
    expect(columns.map(({ name, type }, index) => [name, type, data[index]?.[0]])).toEqual([
      ["flag", "number", 1],
      ["b", "number", 257],
      ["y", "number", 2024],
      ["e", "text", "y"],
      ["s", "text", "p,q"],
      ["ts", "timestamp", "2001-01-01T00:00:00Z"],
      ["dt", "timestamp", "2001-01-01T00:00:00.125"],
      ["zero", "timestamp", "0000-00-00 00:00:00"],
      ["zeroday", "date", "0000-00-00"],
      ["doc", "json", "[1]"],
      ["big", "number", "18446744073709551615"],
      ["bytes", "other", "0x00ff"],
      ["f", "number", 0.1],
    ]);
  });

  test("a result stops at the row limit and says so, with or without a limit of its own", async () => {
    for (const sql of ["SELECT id FROM orders ORDER BY id", "SELECT id FROM orders ORDER BY id LIMIT 4000"]) {
      const cut = await runOnEngine(reader, sql, { ...limits, maximumRows: 10 });
      expect([cut.rowCount, cut.data[0], cut.truncated]).toEqual([10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], true]);
    }
    const exact = await runOnEngine(reader, "SELECT id FROM orders", { ...limits, maximumRows: 5_000 });
    expect([exact.rowCount, exact.data[0]?.length, exact.truncated]).toEqual([5_000, 5_000, false]);
    const last = await runOnEngine(reader, "SELECT id FROM orders LIMIT 10", { ...limits, maximumRows: 10 });
    expect([last.rowCount, last.truncated]).toEqual([10, false]);
  });

  test("the row limit cuts the answer only, never what it is computed from", async () => {
    const sql = `WITH all_orders AS (SELECT id FROM orders)
      SELECT (SELECT COUNT(*) FROM (SELECT id FROM orders UNION ALL SELECT id FROM orders) AS twice) AS twice,
        (SELECT COUNT(*) FROM all_orders) AS once, COUNT(*) AS listed FROM orders WHERE id IN (SELECT id FROM orders)`;
    const { data } = await runOnEngine(reader, sql, { ...limits, maximumRows: 5 });
    expect(data).toEqual([[10_000], [5_000], [5_000]]);
  });

  test("an answer beyond the byte limit is refused and its connection is not used again", async () => {
    const big = "SELECT REPEAT('x', 1000000) FROM seq_1_to_1000";
    expect(await failureOf(runOnEngine(reader, big, limits))).toMatchObject({ code: "query_refused" });
    expect(await cell("1")).toEqual({ type: "number", value: 1 });
  });

  test.each([
    "INSERT INTO orders VALUES (9, 9, 9, 'x')",
    "INSERT INTO orders VALUES (9, 9, 9, 'x') RETURNING id",
    "DELETE FROM orders",
    "UPDATE orders SET amount = 0",
    "TRUNCATE orders",
    "DROP TABLE orders",
    "INSERT INTO journal VALUES (1)",
    "SELECT writes()",
    "SELECT turns_settings(), writes()",
    "SELECT (SELECT turns_settings()), writes() FROM orders",
    "SET STATEMENT tx_read_only = 0 FOR INSERT INTO journal VALUES (1)",
    "SET SESSION TRANSACTION READ WRITE",
    "START TRANSACTION READ WRITE",
    "COMMIT",
    "DO turns_settings()",
    "CALL mysql.AddGeometryColumn('', '', '', '', 0)",
    "SELECT 1 INTO OUTFILE '/tmp/bulkhead-never-written'",
    "SELECT 1 INTO @kept",
    "SELECT 'it''s' /* quoted */ INTO @kept",
    "SELECT 1; SELECT 2",
    "SELECT 1; INSERT INTO journal VALUES (1)",
    "HANDLER orders OPEN",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE orders",
    "KILL 1",
    "",
  ])("a login that may write still only reads: %s", async (sql) => {
    for (const target of [writer, source.target()]) {
      expect(await failureOf(runOnEngine(target, sql, limits))).toEqual(refused);
    }
    expect(await adminRows("SELECT COUNT(*) AS count, SUM(amount) AS sum FROM orders")).toEqual([
      { count: 5000, sum: "18753750.00" },
    ]);
    expect(await adminRows("SELECT * FROM journal")).toEqual([]);
  });

  test("R23: nothing a statement changes in its session reaches the next user of the connection", async () => {
    const read = `SELECT CONNECTION_ID(), @kept, @@tx_read_only, @@sql_mode, @@time_zone, @@max_statement_time,
      @@sql_select_limit, @@character_set_client, IS_USED_LOCK('kept')`;
    const before = await runOnEngine(single, read, limits);
    await runOnEngine(single, "SELECT turns_settings(), @kept := 'secret', GET_LOCK('kept', 0)", limits);
    const after = await runOnEngine(single, read, limits);
    expect(after.data).toEqual(before.data);
    expect(after.data.slice(1).flat()).toEqual([
      null,
      1,
      "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
      "+00:00",
      300,
      1001,
      "utf8mb4",
      null,
    ]);
    expect(await failureOf(runOnEngine(single, "SELECT writes()", limits))).toEqual(refused);
  });

  test("R23: what the server remembers of one statement is gone before another may ask", async () => {
    await runOnEngine(single, "SELECT id FROM orders LIMIT 777", limits);
    const { data } = await runOnEngine(single, "SELECT FOUND_ROWS(), LAST_INSERT_ID(), @@warning_count", limits);
    expect(data).toEqual([[1], [0], [0]]);
  });

  test("a server's own defaults do not change how literals are read", async () => {
    await source.admin.query("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'");
    try {
      const odd = source.target({ user: "engine_reader", password: "reader", host: "localhost" });
      const { data } = await runOnEngine(odd, String.raw`SELECT 'a\\''b', "text", 1 || 0, '\n'`, limits);
      expect(data).toEqual([["a\\'b"], ["text"], [1], ["\n"]]);
    } finally {
      await source.admin.query("SET GLOBAL sql_mode = DEFAULT");
    }
  });

  test.each([
    "SELECT 1 / 0 FROM nothing_here",
    "SELECT * FROM orders WHERE note > (SELECT note FROM orders)",
    "SELECT EXTRACTVALUE('<a/>', CONCAT('~', note)) FROM orders",
    "SELECT ST_GEOMFROMTEXT(CONCAT('note 1', note)) + (SELECT id FROM orders) FROM orders",
    "SELECT exp(amount * 10000) FROM orders",
    "SELECT no_column FROM orders",
    "SELECT * FROM mysql.user",
    "SELECT FROM WHERE",
  ])("R26: an engine's error says the same thing whatever it was: %s", async (sql) => {
    expect(await failureOf(runOnEngine(reader, sql, limits))).toEqual(refused);
  });

  const sleepers = async () =>
    Number(
      (
        await adminRows(
          "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE INFO LIKE '%SLEEP(61%' AND ID <> CONNECTION_ID()",
        )
      )[0]?.n,
    );

  test("the server's own limit ends what this process no longer can", async () => {
    const ceiling = engineSettings().statementCeilingMilliseconds;
    engineSettings().statementCeilingMilliseconds = 300;
    try {
      await source.admin.query(`CREATE USER engine_bounded; GRANT SELECT ON ${source.name}.* TO engine_bounded`);
      const other = source.target({ user: "engine_bounded", password: "" });
      expect(await failureOf(runOnEngine(other, "SELECT SLEEP(61) FROM orders", limits))).toEqual({
        code: "query_timeout",
        message: "The query took too long",
      });
    } finally {
      engineSettings().statementCeilingMilliseconds = ceiling;
      await source.admin.query("DROP USER engine_bounded");
    }
  });

  test("a connection that the server ends fails its query, and the next query gets a new one", async () => {
    const slow = failureOf(runOnEngine(reader, "SELECT SLEEP(61)", limits));
    expect(await until(async () => (await sleepers()) === 1)).toBe(true);
    const [row] = await adminRows(
      "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP(61%'",
    );
    await source.admin.query(`KILL ${row?.id}`);
    expect(await slow).toEqual(unavailable);
    expect(await cell("1")).toEqual({ type: "number", value: 1 });
  });

  test("a connection that the server ends while it is idle is not lent again", async () => {
    const { data } = await runOnEngine(reader, "SELECT CONNECTION_ID()", limits);
    await source.admin.query(`KILL ${data[0]?.[0]}`);
    await until(async () => (await failureOf(runOnEngine(reader, "SELECT 1", limits))) === "nothing failed");
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
    [
      "an empty password",
      async () => source.target({ user: "engine_reader", password: "" }),
      "The server refused the user name or the password",
    ],
    [
      "an unknown database",
      async () => source.target({ database: "nowhere" }),
      "The database does not exist, or the login may not use it",
    ],
    [
      "a database of somebody else",
      async () => ({ ...reader, database: "mysql" }),
      "The database does not exist, or the login may not use it",
    ],
    [
      "encryption the server lacks",
      async () => source.target({ ssl: "require" }),
      "The server does not offer encrypted connections",
    ],
  ])("%s is a fixed sentence", async (_name, makeTarget, sentence) => {
    const target = await makeTarget();
    expect(await testEngine(target)).toMatchObject({ ok: false, message: sentence, warnings: [] });
    expect(await failureOf(runOnEngine(target, "SELECT 1", limits))).toEqual(unavailable);
    expect(await failureOf(introspectEngine(target))).toEqual(unavailable);
  });

  test("a login that can only read raises no warning, others say how far they reach", async () => {
    const health = await testEngine(reader);
    expect(health).toMatchObject({ ok: true, message: expect.stringMatching(/^MariaDB \d+/), warnings: [] });
    expect((await testEngine(source.target())).warnings).toEqual([expect.stringContaining("everything")]);
    expect((await testEngine(writer)).warnings).toEqual([expect.stringContaining("change data")]);
    await source.admin.query(`CREATE USER engine_wide IDENTIFIED BY 'wide'; CREATE ROLE engine_role;
      GRANT SELECT, FILE, CREATE USER ON *.* TO engine_wide; GRANT CREATE ON ${source.name}.* TO engine_wide;
      GRANT UPDATE (note) ON ${source.name}.orders TO engine_role; GRANT engine_role TO engine_wide;
      SET DEFAULT ROLE engine_role FOR engine_wide`);
    expect((await testEngine(source.target({ user: "engine_wide", password: "wide" }))).warnings).toEqual([
      expect.stringContaining("change data"),
      expect.stringContaining("create, change or drop"),
      expect.stringContaining("administer"),
      expect.stringContaining("files"),
      expect.stringContaining("other databases"),
    ]);
    await source.admin.query("DROP USER engine_wide; DROP ROLE engine_role");
  });

  test("introspection lists the tables and views that the login knows of, with types and keys", async () => {
    const tables = await introspectEngine(reader);
    expect(tables.map((table) => `${table.kind} ${table.schema}.${table.name}`)).toEqual(
      ["table journal", "table kinds", "view large", "table orders"].map((entry) =>
        entry.replace(" ", ` ${source.name}.`),
      ),
    );
    expect(tables[3]).toEqual({
      schema: source.name,
      name: "orders",
      kind: "table",
      primaryKey: ["line", "id"],
      columns: [
        { name: "id", type: "int(11)", nullable: false },
        { name: "line", type: "int(11)", nullable: false },
        { name: "amount", type: "decimal(10,2)", nullable: false },
        { name: "note", type: "text", nullable: true },
      ],
    });
  });
});
