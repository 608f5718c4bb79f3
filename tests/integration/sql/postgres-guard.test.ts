import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { leakproofFamilies, leakproofOperators } from "@/lib/sql/dialects/postgres/leakproof";
import { secureSql } from "@/lib/sql/secure-sql";
import { predicate, tenantContext } from "../../unit/sql/guard-fixture";
import { postgresQueries } from "../../unit/sql/postgres-queries";
import { asMultiset, fullDatabase, holdsCanary, isComparable, tenantsOwnDatabase } from "./guarded-data";

const opened: { client: pg.Client; name: string }[] = [];

async function withAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  await admin.query(statement).finally(() => admin.end());
}

async function openDatabase(statements: readonly string[]): Promise<pg.Client> {
  const name = `guard_${randomBytes(6).toString("hex")}`;
  await withAdmin(`CREATE DATABASE ${name}`);
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  opened.push({ client, name });
  for (const statement of statements) await client.query(statement);
  await client.query("ANALYZE");
  return client;
}

async function rowsOf(client: pg.Client, sql: string): Promise<unknown[]> {
  return (await client.query({ text: sql, rowMode: "array" })).rows;
}

describe("PostgreSQL answers secured SQL as if the other tenants did not exist", () => {
  let full: pg.Client;
  let own: pg.Client;
  const context = tenantContext("postgres");

  beforeAll(async () => {
    full = await openDatabase(fullDatabase);
    own = await openDatabase(tenantsOwnDatabase);
  });
  afterAll(async () => {
    for (const { client, name } of opened) {
      await client.end();
      await withAdmin(`DROP DATABASE ${name}`);
    }
  });

  test.each(postgresQueries.filter(isComparable))("%s", async (sql) => {
    const { sql: secured } = await secureSql(sql, context);
    const answer = await rowsOf(full, secured);
    expect(asMultiset(answer)).toEqual(asMultiset(await rowsOf(own, sql)));
    expect(holdsCanary(answer)).toBe(false);
  });

  test("the canaries are there to be found", async () => {
    expect(holdsCanary(await rowsOf(full, "SELECT * FROM public.sales"))).toBe(true);
  });

  test("every query that is not compared runs too", async () => {
    for (const sql of postgresQueries.filter((query) => !isComparable(query))) {
      expect(holdsCanary(await rowsOf(full, (await secureSql(sql, context)).sql))).toBe(false);
    }
  });

  test("secured SQL needs no search path beyond PostgreSQL's own", async () => {
    await full.query("BEGIN; SET LOCAL search_path = pg_catalog");
    const { sql } = await secureSql("SELECT lower(state), count(*) FROM sales GROUP BY 1", context);
    expect(await rowsOf(full, sql)).toHaveLength(2);
    await full.query("ROLLBACK");
  });

  test("without the fence a failing condition tells of hidden rows, with it it does not", async () => {
    const states = ["CA", "NV", "WA", "OR", "ID", "UT", "AZ", "NM"];
    const several = tenantContext("postgres", { filters: [predicate("state IN {{ state }}", { state: states })] });
    const { sql, trace } = await secureSql("SELECT count(*) FROM sales WHERE amount::int2 = 10", several);
    expect(trace.tables[0]?.fenced).toBe(true);
    expect(await rowsOf(full, sql)).toEqual([["1"]]);
    await expect(rowsOf(full, sql.replace("OFFSET 0", ""))).rejects.toThrow(/out of range/);
  });

  test.each([
    "SELECT id FROM sales WHERE id = 5 AND state IN ('CA', 'TX') AND day >= '2020-01-01'",
    "SELECT sum(amount) FROM sales WHERE day BETWEEN date '2020-01-01' AND '2020-12-31' GROUP BY date_trunc('month', day)",
    "SELECT * FROM sales s JOIN regions r ON r.id = s.region_id WHERE NOT (s.state = 'CA' OR s.id IS NULL)",
  ])("no fence where every condition is leakproof: %s", async (sql) => {
    expect((await secureSql(sql, context)).trace.tables[0]?.fenced).toBe(false);
  });

  test.each([
    "SELECT id FROM sales WHERE amount / 0 = 1",
    "SELECT id FROM sales WHERE state LIKE 'C%'",
    "SELECT id FROM sales WHERE ssn = '***'",
    "SELECT id FROM (SELECT id, amount::int2 AS a FROM sales) s WHERE a = 1",
    "WITH s AS (SELECT id, amount::int2 AS a FROM sales) SELECT id FROM s WHERE a = 1",
    "SELECT s.id FROM sales s JOIN regions r ON r.name = lower(s.state)",
    "SELECT id FROM sales GROUP BY id HAVING id::text::int = 1",
  ])("a fence where one is not: %s", async (sql) => {
    expect((await secureSql(sql, context)).trace.tables[0]?.fenced).toBe(true);
  });

  test("the server marks every listed comparison leakproof", async () => {
    const marked = await full.query<{ name: string; left: string; right: string }>(
      `SELECT oprname AS name, oprleft::regtype::text AS left, oprright::regtype::text AS right
       FROM pg_operator JOIN pg_proc ON oprcode = pg_proc.oid WHERE proleakproof`,
    );
    const known = new Set(marked.rows.map((row) => `${row.name} ${row.left} ${row.right}`));
    const spelled = await full.query<{ type: string; spelled: string }>(
      "SELECT type, CASE WHEN type IN ('varchar', 'character varying') THEN 'text' ELSE type::regtype::text END AS spelled FROM unnest($1::text[]) AS type",
      [Object.keys(leakproofFamilies)],
    );
    const pairs = spelled.rows.flatMap((a) =>
      spelled.rows.filter((b) => leakproofFamilies[a.type] === leakproofFamilies[b.type]).map((b) => [a, b]),
    );
    const missing = pairs
      .flatMap(([a, b]) => [...leakproofOperators].map((operator) => `${operator} ${a?.spelled} ${b?.spelled}`))
      .filter((entry) => !known.has(entry));
    expect(missing).toEqual([]);
  });
});
