import type { RowDataPacket } from "mysql2";
import { clickhousePools } from "@/lib/engines/clickhouse/pools";
import type { ClickhouseTarget, EngineTarget, MysqlTarget, PostgresTarget } from "@/lib/engines/engine";
import { mysqlPools } from "@/lib/engines/mysql/pools";
import { postgresPools } from "@/lib/engines/postgres/pools";
import type { PoolUsage } from "@/lib/engines/target-pools";
import {
  createClickhouseDatabase,
  createMariadbDatabase,
  hasClickhouse,
  hasMariadb,
} from "@/tests/support/source-servers";
import { createSourceDatabase } from "./source-database";

export type ServerTarget = PostgresTarget | MysqlTarget | ClickhouseTarget;

/** Several targets of one server that share nothing. */
export interface ManyTargets {
  readonly targets: readonly ServerTarget[];
  /** Asks a target which one it is. */
  readonly whoAmI: string;
  readonly answers: readonly string[];
  drop(): Promise<void>;
}

/** A real server with a database of the test's own, and what the test has to say in its dialect. */
export interface EngineSource {
  target(overrides?: Partial<Pick<ServerTarget, "host" | "port" | "database" | "password">>): ServerTarget;
  /** Runs until it is stopped. */
  readonly endless: string;
  /** How many of those the server is running. */
  running(): Promise<number>;
  /** Takes a moment and answers the number. */
  echo(number: number): string;
  /** One row, and how large it is. */
  readonly giant: { readonly sql: string; readonly bytes: number };
  /** Many rows of a thousand bytes. */
  readonly manyRows: string;
  /** A target that is to be reached with encryption. */
  secureTarget(place: Pick<ServerTarget, "host" | "port">): ServerTarget;
  createTargets(count: number): Promise<ManyTargets>;
  close(): Promise<void>;
}

export interface EngineKit {
  readonly name: EngineTarget["engine"];
  readonly available: () => boolean;
  readonly pools: { usage(): PoolUsage };
  /** As many as the server makes in a few seconds. */
  readonly manyTargets: number;
  /** What a server says for the client to begin with TLS: before and after the client's first message. */
  readonly tlsGreeting: { readonly first?: Buffer; readonly answer?: Buffer };
  /** Whether a query is cancelled by a request like any other, which resolves the host anew. */
  readonly cancelsByName: boolean;
  open(): Promise<EngineSource>;
}

let created = 0;
/** Names of logins are the whole server's, which other files use at the same time. */
function loginNames(count: number): string[] {
  created += count;
  return Array.from({ length: count }, (_, index) => `kit_${process.pid}_${created - index}`);
}

/** The first packet of a server that offers encryption, as version 8 writes it. */
function mysqlHandshake(): Buffer {
  const body = Buffer.concat([
    Buffer.from("\x0a8.0.0\0"),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from("abcdefgh\0"),
    // Capabilities in two halves around character set and status: 4.1 protocol, encryption, secure and plugin logins.
    Buffer.from([0x08, 0x8a, 33, 2, 0, 0x08, 0x00, 21]),
    Buffer.alloc(10),
    Buffer.from("ijklmnopqrst\0mysql_native_password\0"),
  ]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]);
}

const postgres: EngineKit = {
  name: "postgres",
  available: () => true,
  pools: postgresPools,
  manyTargets: 60,
  tlsGreeting: { answer: Buffer.from("S") },
  cancelsByName: false,
  open: async () => {
    const { admin, target } = await createSourceDatabase();
    return {
      target,
      endless: "SELECT pg_sleep(61)",
      running: async () =>
        (
          await admin.query(
            "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(61)%' AND state = 'active' AND pid <> pg_backend_pid()",
          )
        ).rows[0].n,
      secureTarget: (place) => target({ ...place, ssl: "verify-full" }),
      echo: (number) => `SELECT ${number}, pg_sleep(0.01)`,
      giant: { sql: "SELECT repeat('x', 250000000)", bytes: 250_000_000 },
      manyRows: "SELECT repeat('x', 1000) FROM generate_series(1, 9000)",
      createTargets: async (count) => {
        const names = loginNames(count);
        for (const name of names) await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'p'`);
        return {
          targets: names.map((user) => target({ user, password: "p" })),
          whoAmI: "SELECT current_user::text",
          answers: names,
          drop: async () => void (await admin.query(`DROP ROLE ${names.join(", ")}`)),
        };
      },
      close: () => admin.end(),
    };
  },
};

const mysql: EngineKit = {
  name: "mysql",
  available: hasMariadb,
  pools: mysqlPools,
  manyTargets: 60,
  tlsGreeting: { first: mysqlHandshake() },
  cancelsByName: false,
  open: async () => {
    const { admin, name: database, target, drop } = await createMariadbDatabase();
    return {
      target,
      endless: "SELECT SLEEP(61)",
      running: async () => {
        const [rows] = await admin.query<RowDataPacket[]>(
          "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE DB = ? AND INFO LIKE 'SELECT SLEEP(61)%'",
          [database],
        );
        return Number(rows[0]?.n);
      },
      secureTarget: (place) => target({ ...place, ssl: "verify-full" }),
      echo: (number) => `SELECT ${number}, SLEEP(0.01)`,
      giant: { sql: `SELECT ${new Array(15).fill("REPEAT('x', 15000000)").join(", ")}`, bytes: 225_000_000 },
      manyRows: "SELECT REPEAT('x', 1000) FROM seq_1_to_9000",
      createTargets: async (count) => {
        const names = loginNames(count);
        for (const name of names) {
          await admin.query(`CREATE USER ${name} IDENTIFIED BY 'p'; GRANT SELECT ON ${database}.* TO ${name}`);
        }
        return {
          targets: names.map((user) => target({ user, password: "p" })),
          whoAmI: "SELECT CURRENT_USER()",
          answers: names.map((name) => `${name}@%`),
          drop: async () => void (await admin.query(`DROP USER ${names.join(", ")}`)),
        };
      },
      close: drop,
    };
  },
};

const clickhouse: EngineKit = {
  name: "clickhouse",
  available: hasClickhouse,
  pools: clickhousePools,
  manyTargets: 12,
  tlsGreeting: {},
  cancelsByName: true,
  open: async () => {
    const { admin, name, target, drop } = await createClickhouseDatabase();
    const endless = `SELECT count() AS endless_${name} FROM system.numbers`;
    return {
      target,
      endless,
      running: async () => {
        const query = `SELECT query_id FROM system.processes WHERE query LIKE '${endless}%'`;
        return (await (await admin.query({ query, format: "JSON" })).json()).data.length;
      },
      secureTarget: (place) => target({ ...place, secure: true }),
      echo: (number) => `SELECT ${number}, sleep(0.01)`,
      giant: { sql: "SELECT arrayStringConcat(arrayMap(x -> 'xxxxxxxxxx', range(6000000)))", bytes: 60_000_000 },
      manyRows: "SELECT arrayStringConcat(arrayMap(x -> 'xxxxxxxxxx', range(100))) FROM numbers(9000)",
      createTargets: async (count) => {
        const databases = await Promise.all(Array.from({ length: count }, () => createClickhouseDatabase()));
        return {
          targets: databases.map((database) => database.target()),
          whoAmI: "SELECT currentDatabase()",
          answers: databases.map((database) => database.name),
          drop: async () => void (await Promise.all(databases.map((database) => database.drop()))),
        };
      },
      close: drop,
    };
  },
};

/** The engines that are servers of their own; DuckDB runs in a process of ours. */
export const engineKits: readonly EngineKit[] = [postgres, mysql, clickhouse];
