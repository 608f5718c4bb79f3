import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import type { PostgresTarget } from "@/lib/engines/engine";
import { runOnEngine } from "@/lib/engines/run";
import { log } from "@/lib/log";
import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, SecurityContext } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import type { Attack } from "../../support/attack-corpus/attack";
import { clickhouseAttacks } from "../../support/attack-corpus/clickhouse";
import { duckdbAttacks } from "../../support/attack-corpus/duckdb";
import { mysqlAttacks } from "../../support/attack-corpus/mysql";
import { postgresAttacks } from "../../support/attack-corpus/postgres";
import { captureLog } from "../../support/guard-proofs/capture-log";
import {
  closeClickhouseProofs,
  type OpenedClickhouse,
  openClickhouse,
} from "../../support/guard-proofs/clickhouse-proofs";
import { closeDuckdbProofs, openDuckdb } from "../../support/guard-proofs/duckdb-proofs";
import { closeMariadbProofs, type OpenedMariadb, openMariadb } from "../../support/guard-proofs/mariadb-proofs";
import { closePostgresProofs, connectPostgres, createLogin } from "../../support/guard-proofs/postgres-proofs";
import { inSchema, type RunSql } from "../../support/guard-proofs/prove-query";
import { hasClickhouse, hasMariadb } from "../../support/source-servers";
import { createTestDatabase, runAsAdmin } from "../../support/test-database";
import { tenantContext } from "../../unit/sql/guard-fixture";
import {
  fullDatabase,
  holdsCanary,
  inClickhouse,
  inMysql,
  tenantsOwnClickhouse,
  tenantsOwnDatabase,
} from "../sql/guarded-data";

const answered = (attacks: readonly Attack[]) => attacks.filter(([outcome]) => outcome === "answered");

async function answerOrError(run: Promise<readonly string[]>): Promise<readonly string[] | string> {
  return run.then(
    (rows) => [...rows].sort(),
    (error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}

const outputs = captureLog();
afterAll(outputs.restore);

test("what the product logs is heard here", () => {
  log.trace("heard");
  expect(outputs.text()).toContain("heard");
});

describe("attacks on PostgreSQL", () => {
  let guarded: RunSql;
  let own: RunSql;

  beforeAll(async () => {
    guarded = await productEngine(fullDatabase);
    const database = await createTestDatabase();
    const login = await createLogin(database);
    await runAsAdmin(`${tenantsOwnDatabase.join(";\n")}; ${grants(login)}`, database);
    own = await connectPostgres(database, login, "public");
  });
  afterAll(async () => {
    await closeEngines();
    await closePostgresProofs();
  });

  /** The way of the product: its engine, with a login that can only read. */
  async function productEngine(statements: readonly string[]): Promise<RunSql> {
    const database = await createTestDatabase();
    const login = await createLogin(database);
    await runAsAdmin(`${statements.join(";\n")}; ${grants(login)}; ANALYZE`, database);
    const { hostname, port, pathname } = new URL(database);
    const target: PostgresTarget = {
      engine: "postgres",
      host: hostname,
      port: Number(port),
      database: pathname.slice(1),
      user: login,
      password: "proof",
      ssl: "disable",
    };
    return async (sql) => {
      const result = await runOnEngine(target, sql, { maximumRows: 10_000, timeoutMilliseconds: 20_000 });
      return Array.from({ length: result.rowCount }, (_, row) =>
        JSON.stringify(result.data.map((column) => (column[row] === null ? null : String(column[row])))),
      );
    };
  }

  const grants = (login: string) =>
    `GRANT USAGE ON SCHEMA public, shared TO ${login}; GRANT SELECT ON ALL TABLES IN SCHEMA public, shared TO ${login}`;

  test.each(answered(postgresAttacks))("%s as if the others did not exist: %s", async (_outcome, sql) => {
    const secured = await secureSql(sql, tenantContext("postgres"));
    const answer = await answerOrError(guarded(secured.sql));
    const expected = (await answerOrError(textOf(own, sql))) as string[];
    expect(answer).toEqual(expected);
    expect(holdsCanary([answer, secured.trace])).toBe(false);
  });

  test("the canaries are there to be found", async () => {
    expect(holdsCanary(await guarded("SELECT * FROM public.sales"))).toBe(true);
  });

  test.each(postgresAttacks)("nothing hidden in words or log, %s: %s", async (outcome, sql) => {
    await staysSilent("postgres", outcome, sql);
  });
});

/** Rows with every value as text, as the engine's values are compared. */
async function textOf(run: RunSql, sql: string): Promise<string[]> {
  return (await run(sql)).map((row) =>
    JSON.stringify(
      (JSON.parse(row) as unknown[]).map((cell) => {
        if (cell === "t" || cell === "f") return String(cell === "t");
        return cell === null ? null : String(cell);
      }),
    ),
  );
}

describe("attacks on DuckDB", () => {
  let guarded: RunSql;
  let own: RunSql;

  beforeAll(async () => {
    guarded = await openDuckdb(fullDatabase);
    own = await openDuckdb(tenantsOwnDatabase);
  });
  afterAll(closeDuckdbProofs);

  test.each(answered(duckdbAttacks))("%s as if the others did not exist: %s", async (_outcome, sql) => {
    const secured = await secureSql(sql, tenantContext("duckdb"));
    const answer = await answerOrError(guarded(secured.sql));
    expect(answer).toEqual(await answerOrError(own(sql)));
    expect(holdsCanary([answer, secured.trace])).toBe(false);
  });

  test("the canaries are there to be found", async () => {
    expect(holdsCanary(await guarded("SELECT * FROM public.sales"))).toBe(true);
  });

  test.each(duckdbAttacks)("nothing hidden in words or log, %s: %s", async (outcome, sql) => {
    await staysSilent("duckdb", outcome, sql);
  });
});

describe.skipIf(!hasMariadb())("attacks on MariaDB", () => {
  let guarded: OpenedMariadb;
  let own: OpenedMariadb;
  let context: SecurityContext;

  beforeAll(async () => {
    guarded = await openMariadb((name) => inMysql(fullDatabase, name));
    own = await openMariadb((name) => inMysql(tenantsOwnDatabase, name));
    context = within("mysql", guarded.name);
  });
  afterAll(async () => {
    await closeEngines();
    await closeMariadbProofs();
  });

  test.each(answered(mysqlAttacks))("%s as if the others did not exist: %s", async (_outcome, sql) => {
    const secured = await secureSql(inSchema(sql, guarded.name), context);
    const answer = await answerOrError(guarded.run(secured.sql));
    expect(answer).toEqual(await answerOrError(own.run(sql)));
    expect(holdsCanary([answer, secured.trace])).toBe(false);
  });

  test("nearly every one of them is an answer, not a failure alike on both sides", async () => {
    const answers = await Promise.all(answered(mysqlAttacks).map(([, sql]) => answerOrError(own.run(sql))));
    expect(answers.filter((answer) => typeof answer === "string").length).toBeLessThan(answers.length / 20);
  });

  test("the canaries are there to be found", async () => {
    expect(holdsCanary(await guarded.run("SELECT * FROM public.sales"))).toBe(true);
  });

  test.each(mysqlAttacks)("nothing hidden in words or log, %s: %s", async (outcome, sql) => {
    await staysSilent("mysql", outcome, sql);
  });
});

describe.skipIf(!hasClickhouse())("attacks on ClickHouse", () => {
  let guarded: OpenedClickhouse;
  let own: OpenedClickhouse;
  let context: SecurityContext;

  beforeAll(async () => {
    guarded = await openClickhouse(inClickhouse);
    own = await openClickhouse(tenantsOwnClickhouse);
    context = within("clickhouse", guarded.name);
  });
  afterAll(async () => {
    await closeEngines();
    await closeClickhouseProofs();
  });

  test.each(answered(clickhouseAttacks))("%s as if the others did not exist: %s", async (_outcome, sql) => {
    const secured = await secureSql(inSchema(sql, guarded.name), context);
    const answer = await answerOrError(guarded.run(secured.sql));
    expect(answer).toEqual(await answerOrError(own.run(sql)));
    expect(holdsCanary([answer, secured.trace])).toBe(false);
  });

  test("nearly every one of them is an answer, not a failure alike on both sides", async () => {
    const answers = await Promise.all(answered(clickhouseAttacks).map(([, sql]) => answerOrError(own.run(sql))));
    expect(answers.filter((answer) => typeof answer === "string").length).toBeLessThan(answers.length / 20);
  });

  test("the canaries are there to be found", async () => {
    expect(holdsCanary(await guarded.run("SELECT * FROM public.sales"))).toBe(true);
  });

  test.each(clickhouseAttacks)("nothing hidden in words or log, %s: %s", async (outcome, sql) => {
    await staysSilent("clickhouse", outcome, sql);
  });
});

/** The tenant's context with a database in the schema's place. */
function within(dialect: Dialect, database: string): SecurityContext {
  const base = tenantContext(dialect);
  const tables = base.tables.map((table) => (table.schema === "public" ? { ...table, schema: database } : table));
  return { ...base, defaultSchema: database, namedSchemas: [database], tables };
}

describe("the corpora", () => {
  test.each([
    ["PostgreSQL", postgresAttacks],
    ["DuckDB", duckdbAttacks],
    ["MySQL", mysqlAttacks],
    ["ClickHouse", clickhouseAttacks],
  ] as const)("%s: at least 150 different statements", (_name, attacks) => {
    expect(new Set(attacks.map(([, sql]) => sql)).size).toBeGreaterThanOrEqual(150);
  });
});

/** The outcome is the one foreseen; neither the refusal nor the log holds a hidden value, or a value of a policy. */
async function staysSilent(dialect: Dialect, outcome: Attack[0], sql: string): Promise<void> {
  const result = await secureSql(sql, tenantContext(dialect)).catch((error: unknown) => error);
  if (result instanceof SqlRefusal) {
    expect(result.code).toBe(outcome);
    expect(holdsCanary(result.message)).toBe(false);
    expect(result.message).not.toMatch(/'NV'|'CA', /);
  } else expect(outcome).toBe("answered");
  expect(holdsCanary(outputs.text())).toBe(false);
}
