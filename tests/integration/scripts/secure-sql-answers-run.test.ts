import { randomBytes } from "node:crypto";
import { createClient } from "@clickhouse/client";
import { DuckDBInstance } from "@duckdb/node-api";
import mysql from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secureSqlLine } from "@/lib/sql/secure-sql-line";
import type { Dialect } from "@/lib/sql/security-context";
import {
  createClickhouseDatabase,
  createMariadbDatabase,
  hasClickhouse,
  hasMariadb,
} from "@/tests/support/source-servers";
import { createTestDatabase } from "@/tests/support/test-database";

/** A session in the place where tables without a schema stand, and two schemas beside it. */
interface Session {
  readonly target: string;
  readonly shared: string;
  /** The name of the same table in all three; ClickHouse's `default` is other suites' too. */
  readonly table: string;
  /** Values of the first column. */
  run(sql: string): Promise<number[]>;
  close(): Promise<void>;
}

const numbers = (rows: readonly unknown[][]) => rows.map(([value]) => Number(value)).sort((a, b) => a - b);

async function onPostgres(): Promise<Session> {
  const pool = new pg.Pool({ connectionString: await createTestDatabase(), max: 1 });
  await pool.query("CREATE SCHEMA tenant_a; CREATE SCHEMA common");
  const run = async (text: string) => numbers((await pool.query({ text, rowMode: "array" })).rows ?? []);
  return { target: "tenant_a", shared: "common", table: "sales", run, close: () => pool.end() };
}

async function onDuckdb(): Promise<Session> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("CREATE SCHEMA tenant_a; CREATE SCHEMA common");
  const run = async (sql: string) => numbers((await connection.runAndReadAll(sql)).getRowsJson());
  return { target: "tenant_a", shared: "common", table: "sales", run, close: async () => instance.closeSync() };
}

async function onMariadb(): Promise<Session> {
  const [own, target, shared] = [
    await createMariadbDatabase(),
    await createMariadbDatabase(),
    await createMariadbDatabase(),
  ];
  const { host, port, user, password } = own.target();
  const connection = await mysql.createConnection({ host, port, user, password, database: own.name });
  const run = async (sql: string) => {
    const [rows] = await connection.query({ sql, rowsAsArray: true });
    return Array.isArray(rows) ? numbers(rows as unknown[][]) : [];
  };
  const close = async () => {
    await connection.end();
    for (const database of [own, target, shared]) await database.drop();
  };
  return { target: target.name, shared: shared.name, table: "sales", run, close };
}

async function onClickhouse(): Promise<Session> {
  const [target, shared] = [await createClickhouseDatabase(), await createClickhouseDatabase()];
  const { host, port, password } = target.target();
  const client = createClient({ url: `http://${host}:${port}`, username: "bulkhead", password });
  const table = `sales_${randomBytes(6).toString("hex")}`;
  const run = async (query: string) => {
    if (!query.startsWith("SELECT")) await client.command({ query });
    else return numbers((await (await client.query({ query, format: "JSONCompact" })).json<unknown[]>()).data);
    return [];
  };
  const close = async () => {
    await run(`DROP TABLE ${table}`);
    await client.close();
    for (const database of [target, shared]) await database.drop();
  };
  return { target: target.name, shared: shared.name, table, run, close };
}

const whole: Readonly<Record<Dialect, string>> = {
  postgres: "integer",
  duckdb: "INTEGER",
  mysql: "int",
  clickhouse: "Int32",
};
const text: Readonly<Record<Dialect, string>> = {
  postgres: "text",
  duckdb: "VARCHAR",
  mysql: "varchar(20)",
  clickhouse: "String",
};

const engines: readonly (readonly [Dialect, () => Promise<Session>, () => boolean])[] = [
  ["postgres", onPostgres, () => true],
  ["duckdb", onDuckdb, () => true],
  ["mysql", onMariadb, hasMariadb],
  ["clickhouse", onClickhouse, hasClickhouse],
];

for (const [dialect, open, isThere] of engines) {
  describe.skipIf(!isThere())(`what npm run secure-sql prints runs as it is (${dialect})`, () => {
    let session: Session;

    /** Each place has the ids of its own: 1 and 2, 11 and 12, 21 and 22; the second of each is another tenant's. */
    beforeAll(async () => {
      session = await open();
      const suffix = dialect === "clickhouse" ? " ENGINE = Memory" : "";
      for (const [first, schema] of [[1], [11, session.target], [21, session.shared]] as const) {
        const table = schema === undefined ? session.table : `${schema}.${session.table}`;
        await session.run(`CREATE TABLE ${table} (id ${whole[dialect]}, state ${text[dialect]})${suffix}`);
        await session.run(`INSERT INTO ${table} VALUES (${first}, 'O''Hare'), (${first + 1}, 'TX')`);
      }
    });
    afterAll(() => session.close());

    /** The answer's rows, or the code of its refusal. */
    async function ask(sql: string, { table = {}, ...change }: { table?: object; schema?: object }) {
      const columns = { id: whole[dialect], state: text[dialect] };
      const access = { columns, exposure: "protected", filter: "state IN {{ state }}", ...table };
      const input = { dialect, sql, tables: { [session.table]: access }, parameters: { state: ["O'Hare"] }, ...change };
      const answer = await secureSqlLine(JSON.stringify(input));
      return answer.ok ? session.run(answer.sql) : answer.code;
    }

    test("without a schema, in the place where the dialect looks", async () => {
      const { table, target } = session;
      expect(await session.run(`SELECT id FROM ${table}`)).toEqual([1, 2]);
      expect(await ask(`SELECT id FROM ${table}`, {})).toEqual([1]);
      expect(await ask(`SELECT a.id FROM ${table} a LEFT JOIN ${table} b ON a.id = b.id WHERE a.id > 0`, {})).toEqual([
        1,
      ]);
      expect(await ask(`SELECT id FROM ${target}.${table}`, {})).toBe("sql_unknown_table");
    });

    test("with a schema of its own, by that name alone", async () => {
      const { table, target, shared } = session;
      const change = { table: { schema: target } };
      expect(await ask(`SELECT id FROM ${target}.${table}`, change)).toEqual([11]);
      expect(await ask(`SELECT id FROM ${table}`, change)).toBe("sql_unknown_table");
      expect(await ask(`SELECT id FROM ${shared}.${table}`, change)).toBe("sql_unknown_table");
    });

    test("in the target, whether it is named or not", async () => {
      const { table, target, shared } = session;
      const change = { schema: { target } };
      expect(await ask(`SELECT id FROM ${table}`, change)).toEqual([11]);
      expect(await ask(`SELECT id FROM ${target}.${table}`, change)).toEqual([11]);
      expect(await ask(`SELECT id FROM ${shared}.${table}`, change)).toBe("sql_unknown_table");
    });

    test("in a shared schema, by its name alone", async () => {
      const { table, target, shared } = session;
      const change = { table: { schema: shared }, schema: { target, shared: [shared] } };
      expect(await ask(`SELECT id FROM ${shared}.${table}`, change)).toEqual([21]);
      expect(await ask(`SELECT id FROM ${table}`, change)).toBe("sql_unknown_table");
      expect(await ask(`SELECT id FROM ${target}.${table}`, change)).toBe("sql_unknown_table");
    });
  });
}
