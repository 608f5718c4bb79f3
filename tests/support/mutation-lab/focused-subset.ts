import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { processState } from "@/lib/process-state";
import { checkFilterSql } from "@/lib/sql/check-policy-sql";
import { clickhouseProfile } from "@/lib/sql/dialects/clickhouse/clickhouse-profile";
import { checkQuery as checkDuckdb } from "@/lib/sql/dialects/duckdb/check-tree";
import { loadTemplates } from "@/lib/sql/dialects/duckdb/compile-policy";
import { parseDuckdb } from "@/lib/sql/dialects/duckdb/parse-duckdb";
import { verifySecured as verifyDuckdb } from "@/lib/sql/dialects/duckdb/verify";
import { mysqlProfile } from "@/lib/sql/dialects/mysql/mysql-profile";
import { loadPostgresParser, parsePostgres } from "@/lib/sql/dialects/postgres/parse-postgres";
import { verifySecured as verifyPostgres } from "@/lib/sql/dialects/postgres/verify";
import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, SecurityContext } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { asMultiset, fullDatabase, holdsCanary, tenantsOwnDatabase } from "../../integration/sql/guarded-data";
import { tenantContext } from "../../unit/sql/guard-fixture";
import type { Attack } from "../attack-corpus/attack";
import { clickhouseAttacks } from "../attack-corpus/clickhouse";
import { duckdbAttacks } from "../attack-corpus/duckdb";
import { mysqlAttacks } from "../attack-corpus/mysql";
import { postgresAttacks } from "../attack-corpus/postgres";
import { clickhouseExpectations } from "./clickhouse-expectations";
import { clickhouseDerived, doctoredClickhouseTexts, honestClickhouseTexts } from "./clickhouse-texts";
import { datasetExpectations } from "./dataset-expectations";
import { doctoredTexts, honestTexts } from "./doctored-texts";
import { type Expectation, expectations, policyExpectations } from "./expectations";
import { mysqlExpectations, mysqlLimitExpectations } from "./mysql-expectations";
import { doctoredMysqlTexts, honestMysqlTexts, mysqlDerived } from "./mysql-texts";
import { polyglotVerificationFailures } from "./polyglot-verification";

/*
 * The tests that a change of the guard's checks has to be noticed by. They stand here, not in a test file, because they
 * are bundled with each changed copy of the guard. DuckDB's answers are compared on data; the others' on their text.
 */

/** What is wrong with the guard in this bundle, in words, one after another; nothing when it is as it should be. */
export async function* failures(dialect: Dialect): AsyncGenerator<string> {
  yield* expectationFailures([...expectationsOf(dialect), ...datasetExpectations(dialect)]);
  const table = salesOf(dialect);
  for (const [sql, outcome] of policyExpectations(dialect)) {
    const actual = await checkFilterSql(dialect, sql, table).then(
      () => "answered",
      (error) => (error instanceof SqlRefusal ? error.code : "failed"),
    );
    if (actual !== outcome) yield `filter ${sql} → ${actual}`;
  }
  yield* verificationFailures(dialect);
  for (const [outcome, sql] of attacks[dialect]) {
    const actual = await outcomeOf(sql, tenantContext(dialect));
    if (actual.split(":")[0] !== outcome) yield `${sql} → ${actual}`;
  }
  if (dialect === "duckdb") yield* unknownVariantFailures();
  if (dialect === "duckdb") yield* answerFailures();
  if (dialect === "mysql") yield* expectationFailures(mysqlLimitExpectations());
}

function expectationsOf(dialect: Dialect): Expectation[] {
  if (dialect === "mysql") return mysqlExpectations();
  return dialect === "clickhouse" ? clickhouseExpectations() : expectations(dialect);
}

function verificationFailures(dialect: Dialect): AsyncGenerator<string> {
  if (dialect === "mysql") {
    const texts = { honest: honestMysqlTexts, derived: mysqlDerived, doctored: doctoredMysqlTexts };
    return polyglotVerificationFailures(mysqlProfile, texts);
  }
  if (dialect !== "clickhouse") return verifyFailures(dialect);
  const texts = { honest: honestClickhouseTexts, derived: clickhouseDerived, doctored: doctoredClickhouseTexts };
  return polyglotVerificationFailures(clickhouseProfile, texts);
}

async function* expectationFailures(expected: readonly Expectation[]): AsyncGenerator<string> {
  for (const { name, sql, context, outcome, text } of expected) {
    const actual = await outcomeOf(sql, context, text);
    if (!(outcome instanceof RegExp ? outcome.test(actual) : actual === outcome)) yield `${name} → ${actual}`;
  }
}

const attacks: Readonly<Record<Dialect, readonly Attack[]>> = {
  postgres: postgresAttacks,
  duckdb: duckdbAttacks,
  mysql: mysqlAttacks,
  clickhouse: clickhouseAttacks,
};

function salesOf(dialect: Dialect) {
  const [table] = tenantContext(dialect).tables;
  if (table === undefined) throw new Error("The fixture has no table");
  return table;
}

/** `answered`, or the refusal's code; then, where asked for, the secured text with its fences or the refusal's words. */
async function outcomeOf(sql: string, context: SecurityContext, words = false): Promise<string> {
  try {
    const secured = await secureSql(sql, context);
    if (typeof secured.sql !== "string") return "no secured text";
    if (holdsCanary(secured.trace)) return "a hidden value in the trace";
    const fenced = secured.trace.tables.some((table) => table.fenced);
    return words ? `answered${fenced ? " fenced" : ""}: ${singleSpaced(secured.sql)}` : "answered";
  } catch (error) {
    if (!(error instanceof SqlRefusal)) return `failed: ${error instanceof Error ? error.message : "unknown"}`;
    return words ? `${error.code}: ${error.message}` : error.code;
  }
}

function singleSpaced(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("( ", "(").replaceAll(" )", ")");
}

const position = () => ({ line: 1, column: 1 });

async function verify(dialect: Dialect, text: string, fenced: boolean): Promise<void> {
  const context = tenantContext(dialect);
  if (dialect === "duckdb") {
    verifyDuckdb(await parseDuckdb(text, position), context, await loadTemplates(context), fenced);
  } else {
    await loadPostgresParser();
    verifyPostgres(parsePostgres(text, position), context, fenced);
  }
}

/** A tree as a later engine could give one: every kind of join that there is today is known. */
async function* unknownVariantFailures(): AsyncGenerator<string> {
  const tree = await parseDuckdb("SELECT a.id FROM sales a JOIN sales b ON a.id = b.id", position);
  Object.assign(tree.from_table as object, { ref_type: "TOMORROWS" });
  try {
    checkDuckdb(tree, (refusal) => refusal);
    yield "a join of an unknown kind is accepted";
  } catch (error) {
    if (!(error instanceof SqlRefusal)) throw error;
  }
}

async function* verifyFailures(dialect: Dialect): AsyncGenerator<string> {
  const passes = (text: string, fenced: boolean) =>
    verify(dialect, text, fenced).then(
      () => true,
      (error) => {
        if (error instanceof SqlRefusal) return false;
        throw error;
      },
    );
  for (const text of honestTexts) if (!(await passes(text, false))) yield `not verified: ${text}`;
  for (const [text, fenced] of doctoredTexts) if (await passes(text, fenced)) yield `verified: ${text}`;
}

/** Every answered attack, on everybody's data and on the tenant's own. */
async function* answerFailures(): AsyncGenerator<string> {
  const [full, own] = await Promise.all([openDatabase(fullDatabase), openDatabase(tenantsOwnDatabase)]);
  try {
    for (const [outcome, sql] of duckdbAttacks) {
      if (outcome !== "answered") continue;
      const secured = await secureSql(sql, tenantContext("duckdb")).catch(() => undefined);
      if (secured === undefined) continue;
      const [actual, expected] = [await rowsOf(full, secured.sql), await rowsOf(own, sql)];
      if (holdsCanary(actual)) yield `a hidden value in the answer: ${sql}`;
      else if (JSON.stringify(actual) !== JSON.stringify(expected)) yield `another answer: ${sql}`;
    }
  } finally {
    full.closeSync();
    own.closeSync();
    for (const instance of opened.splice(0)) instance.closeSync();
  }
}

const opened: DuckDBInstance[] = [];

async function openDatabase(statements: readonly string[]): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  opened.push(instance);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  await connection.run("SET search_path = 'public'");
  await connection.run("SET disabled_optimizers = 'statistics_propagation'");
  return connection;
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<readonly string[]> {
  return connection.runAndReadAll(sql).then(
    (reader) => asMultiset(reader.getRowsJson()),
    () => ["failed"],
  );
}

/** Ends the copy's own parsing engine. */
export async function close(): Promise<void> {
  const holder = processState<{ engine?: Promise<{ instance: DuckDBInstance }> }>(
    "sql.duckdb.parse-engine",
    () => ({}),
  );
  await holder.engine?.then(({ instance }) => instance.closeSync()).catch(() => undefined);
}
