import { mkdirSync } from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";
import { closeEngines } from "@/lib/engines/close-engines";
import type { EngineTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { runOnEngine } from "@/lib/engines/run";
import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect } from "@/lib/sql/security-context";
import { mediansOfClients, print, shown } from "../measuring/median";
import { benchContext, tenants } from "./contexts";

const rows = 200_000;
const limits = { maximumRows: 10_000, timeoutMilliseconds: 30_000 };
const columns = `i AS id, ('{California,Texas,New York,Washington,Florida,Nevada}'::text[])[1 + i % 6] AS state,
  date '2020-01-01' + i % 1000 AS day, (i * 37 % 10007)::bigint AS amount, 1::bigint AS cost,
  ${Array.from({ length: 9 }, (_, n) => (n % 2 ? `'x'::text AS c${n}` : `i AS c${n}`)).join(", ")}`;

/** A question as an author writes it, and as somebody who filters by hand would. */
interface Question {
  readonly written: string;
  /** How many different questions of this kind are asked in turn; each run has its own when absent. */
  readonly variants?: number;
  byHand(condition: string, id: number): string;
}

const lookup: Question = {
  written: "SELECT id, day, amount FROM sales WHERE id = {{ id }}",
  byHand: (condition, id) => `SELECT id, day, amount FROM bench.sales WHERE ${condition} AND id = ${id}`,
};

const questions: Readonly<Record<string, Question>> = {
  "indexed lookup": lookup,
  // As a dashboard that is open asks again and again.
  "the same indexed lookups": { ...lookup, variants: 6 },
  aggregate: {
    written: "SELECT day, count(*) AS orders, sum(amount) AS total FROM sales GROUP BY day ORDER BY day",
    byHand: (condition) =>
      `SELECT day, count(*) AS orders, sum(amount) AS total FROM bench.sales WHERE ${condition} GROUP BY day ORDER BY day`,
  },
};

interface Bare {
  readonly target: EngineTarget;
  run(sql: string): Promise<unknown>;
  close(): Promise<void> | void;
}

/** The bare driver runs each question filtered by hand; the guarded arms get it as written. */
export async function benchEndToEnd(dialect: Dialect): Promise<void> {
  const bare = dialect === "postgres" ? await barePostgres() : await bareDuckdb();
  const tenantOf = (n: number) => tenants[n % tenants.length] ?? "";
  const idOf = (n: number) => 1 + ((n * 7_919) % rows);
  const byHand = (question: Question, n: number) =>
    question.byHand(`state IN ('${tenantOf(n).replaceAll("'", "''")}', 'Nevada')`, idOf(n));
  // Resolving what an actor may see is not the guard's work; a request has done it before.
  const contexts = Array.from({ length: 5_000 }, (_, n) => benchContext(dialect, tenantOf(n), idOf(n)));
  const secured = async ({ written }: Question, n: number) => {
    const context = contexts[n % contexts.length] ?? benchContext(dialect, "");
    return (await secureSql(written, context)).sql;
  };
  for (const [what, question] of Object.entries(questions)) {
    for (const clients of [1, 16]) {
      const blocks = what === "aggregate" ? 9 : 21;
      const queries = what === "aggregate" ? Math.ceil(12 / clients) : Math.ceil(160 / clients);
      const turnOf = (n: number) => n % (question.variants ?? Number.MAX_SAFE_INTEGER);
      const found = await mediansOfClients(
        {
          bare: (n) => bare.run(byHand(question, turnOf(n))),
          guarded: async (n) => bare.run(await secured(question, turnOf(n))),
          product: async (n) => runOnEngine(bare.target, await secured(question, turnOf(n)), limits),
        },
        { clients, blocks, queries },
      );
      const ratio = (arm: number) => `${shown(arm)} = ${(arm / found.bare).toFixed(2)} ×`;
      print(
        `${dialect}: ${what}, ${clients} ${clients === 1 ? "client" : "clients"}`,
        `guard + engine ${ratio(found.product)}, guard + bare driver ${ratio(found.guarded)}   (bar 1.10 ×; baseline, the bare driver: ${shown(found.bare)})`,
      );
    }
  }
  await bare.close();
  await closeEngines();
}

async function barePostgres(): Promise<Bare> {
  const url = new URL(process.env.BULKHEAD_DEMO_DATABASE_URL ?? "");
  const pool = new pg.Pool({ connectionString: url.href, max: engineSettings().maximumConnectionsPerPool });
  await pool.query(`DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench;
    CREATE TABLE bench.sales AS SELECT ${columns} FROM generate_series(1, ${rows}) AS i;
    CREATE UNIQUE INDEX ON bench.sales (id); CREATE INDEX ON bench.sales (state)`);
  await pool.query("VACUUM ANALYZE bench.sales");
  const target: EngineTarget = {
    engine: "postgres",
    host: decodeURIComponent(url.searchParams.get("host") ?? url.hostname),
    port: Number(url.port || 5432),
    database: url.pathname.slice(1),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ssl: "disable",
  };
  return { target, run: (sql) => pool.query({ text: sql, rowMode: "array" }), close: () => pool.end() };
}

async function bareDuckdb(): Promise<Bare> {
  const folder = path.join(process.env.BULKHEAD_DATA_DIR ?? "", "bench");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "sales.parquet");
  const instance = await DuckDBInstance.create(":memory:", { threads: String(engineSettings().duckdbThreads) });
  const connection = await instance.connect();
  const duckdbColumns = columns.replace(
    /\('\{(.*?)\}'::text\[\]\)/,
    (_, list: string) => `['${list.replaceAll(",", "','")}']`,
  );
  await connection.run(
    `COPY (SELECT ${duckdbColumns} FROM (SELECT i::integer AS i FROM range(1, ${rows + 1}) AS r(i))) TO '${file}' (FORMAT parquet)`,
  );
  await connection.run(`CREATE SCHEMA bench; CREATE VIEW bench.sales AS SELECT * FROM read_parquet('${file}')`);
  const idle = [connection];
  const run = async (sql: string) => {
    const own = idle.pop() ?? (await instance.connect());
    const reader = await own.runAndReadAll(sql);
    idle.push(own);
    return reader.getColumns();
  };
  const tables = [{ schema: "bench", name: "sales", format: "parquet" as const, path: file }];
  return { target: { engine: "duckdb", directories: [folder], tables }, run, close: () => instance.closeSync() };
}
