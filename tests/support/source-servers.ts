import { randomBytes } from "node:crypto";
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import mysql, { type Pool } from "mysql2/promise";
import { inject } from "vitest";
import type { ClickhouseTarget, MysqlTarget } from "@/lib/engines/engine";

/** How to reach a server that this run started. */
export interface ServerLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** Whether this run has the server; suites that need it are `describe.skipIf(!…)`. */
export const hasMariadb = () => inject("mariadb") !== null;
export const hasClickhouse = () => inject("clickhouse") !== null;
export const hasRedis = () => inject("redis") !== null;

export interface MariadbDatabase {
  readonly name: string;
  /** Who may do everything, with this database selected; several statements at once are fine. */
  readonly admin: Pool;
  /** Logs in as the same, unless told otherwise. */
  target(overrides?: Partial<MysqlTarget>): MysqlTarget;
  drop(): Promise<void>;
}

/** An empty database on the run's MariaDB. */
export async function createMariadbDatabase(): Promise<MariadbDatabase> {
  const login = required(inject("mariadb"), "MariaDB");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const root = await mysql.createConnection(login);
  await root.query(`CREATE DATABASE \`${name}\``);
  await root.end();
  const admin = mysql.createPool({ ...login, database: name, multipleStatements: true, connectionLimit: 4 });
  return {
    name,
    admin,
    target: (overrides) => ({ engine: "mysql", ...login, database: name, ssl: "disable", ...overrides }),
    drop: async () => {
      await admin.query(`DROP DATABASE \`${name}\``);
      await admin.end();
    },
  };
}

export interface ClickhouseDatabase {
  readonly name: string;
  readonly admin: ClickHouseClient;
  /** Logs in as `reader`, which only reads, unless told otherwise; `bulkhead` and `locked` share its password. */
  target(overrides?: Partial<ClickhouseTarget>): ClickhouseTarget;
  drop(): Promise<void>;
}

/** An empty database on the run's ClickHouse. */
export async function createClickhouseDatabase(): Promise<ClickhouseDatabase> {
  const { host, port, user, password } = required(inject("clickhouse"), "ClickHouse");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const url = `http://${host}:${port}`;
  const login = { url, username: user, password, log: { level: ClickHouseLogLevel.OFF } };
  const root = createClient(login);
  await root.command({ query: `CREATE DATABASE ${name}` });
  const admin = createClient({ ...login, database: name });
  return {
    name,
    admin,
    target: (overrides) => ({
      engine: "clickhouse",
      host,
      port,
      secure: false,
      database: name,
      user: "reader",
      password,
      ...overrides,
    }),
    drop: async () => {
      await root.command({ query: `DROP DATABASE ${name}` });
      await Promise.all([root.close(), admin.close()]);
    },
  };
}

/** How to log in to the run's Redis. */
export const redisLogin = (): ServerLogin => required(inject("redis"), "Redis");

function required<T>(login: T | null, name: string): T {
  if (login === null) throw new Error(`${name} is not there: skip this suite`);
  return login;
}
