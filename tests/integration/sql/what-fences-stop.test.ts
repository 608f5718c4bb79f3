import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secureSql } from "@/lib/sql/secure-sql";
import type { SecurityContext } from "@/lib/sql/security-context";
import { type ClickhouseDatabase, createClickhouseDatabase, hasClickhouse } from "@/tests/support/source-servers";
import { predicate, tenantContext } from "@/tests/unit/sql/guard-fixture";

/** One operator of a plan, with those that feed it. */
interface Operator {
  readonly name: string;
  readonly extra_info: unknown;
  readonly children: readonly Operator[];
}

/**
 * Both engines have kept conditions that can fail behind those of the policy whenever they were asked: no error tells
 * of hidden rows. That is a habit, no promise, so what is shown is where a condition stands: below the fence, where
 * hidden rows are, or above it.
 */
describe("DuckDB moves no condition of the caller below the fence", () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(":memory:", { threads: "2" });
    connection = await instance.connect();
    for (const statement of [
      "CREATE SCHEMA public",
      `CREATE TABLE public.sales AS SELECT i::integer AS id, CASE WHEN i % 100 = 0 THEN 'CA' ELSE 'TX' END AS state,
        CASE WHEN i % 100 = 0 THEN 5 ELSE 9191919 END::bigint AS amount, 0::integer AS discount, DATE '2020-01-01' AS day,
        CASE WHEN i % 100 = 0 THEN '7' ELSE 'CANARY' END AS ssn, 1::integer AS region_id FROM range(20000) AS r(i)`,
      "CREATE TABLE public.regions (id integer, name varchar)",
      "INSERT INTO public.regions VALUES (1, 'West')",
      "SET disabled_optimizers = 'statistics_propagation'",
    ])
      await connection.run(statement);
  });
  afterAll(() => instance.closeSync());

  const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();

  async function planOf(sql: string): Promise<Operator> {
    const [row] = await rowsOf(`EXPLAIN (FORMAT JSON) ${sql}`);
    const [root] = JSON.parse(String(row?.[1])) as Operator[];
    if (root === undefined) throw new Error("No plan");
    return root;
  }

  const operators = (root: Operator): Operator[] => [root, ...root.children.flatMap(operators)];
  const says = (root: Operator, word: string) => JSON.stringify(root.extra_info).includes(word);
  const fences = (root: Operator) => operators(root).filter(({ name }) => name.includes("WINDOW"));
  /** The scan of the protected table, as far as it looks at amounts. */
  const looksAtAmounts = (root: Operator) =>
    operators(root).some(
      (one) => /SCAN/.test(one.name) && /"Filters":[^}]*amount/.test(JSON.stringify(one.extra_info)),
    );

  const context = tenantContext("duckdb", {
    filters: [predicate("length(state) = 2 AND state = {{ one }}", { one: "CA" })],
    maskedColumns: {},
  });
  const secured = async (sql: string) => (await secureSql(sql, context)).sql;
  const withoutFence = (sql: string) => sql.replaceAll(/ QUALIFY \(row_number\(\) OVER \(\) > 0\)/g, "");

  // Each holds one condition that can fail, for which the fence stands, and one that the engine likes to move.
  test.each([
    "SELECT id FROM sales WHERE amount > 3 AND amount::tinyint % 2 = 1",
    "SELECT id FROM (SELECT * FROM sales) AS s WHERE amount > 3 AND ssn::integer > 0",
    "WITH s AS (SELECT * FROM sales) SELECT id FROM s WHERE amount > 3 AND 1 // (amount - 9191919) < 5",
    "SELECT s.id FROM sales s JOIN regions r ON r.id = s.region_id WHERE s.amount > 3 AND s.amount::tinyint = r.id + 4",
    "SELECT r.id FROM regions r WHERE r.id IN (SELECT region_id FROM sales WHERE amount > 3 AND ssn::integer > 0)",
    "SELECT amount, count(*) FROM sales WHERE ssn::integer > 0 GROUP BY amount HAVING amount > 3",
    "SELECT id FROM sales WHERE amount > 3 AND ssn::integer > 0 UNION ALL SELECT id FROM regions",
  ])("%s", async (sql) => {
    const fenced = await secured(sql);
    const open = withoutFence(fenced);
    expect(open).not.toBe(fenced);
    expect(looksAtAmounts(await planOf(open))).toBe(true);
    const plan = await planOf(fenced);
    expect(looksAtAmounts(plan)).toBe(false);
    expect(fences(plan)).toHaveLength(1);
    for (const below of fences(plan).flatMap(operators)) {
      expect(says(below, "CAST(")).toBe(false);
      expect(says(below, "//")).toBe(false);
    }
    expect(
      fences(plan)
        .flatMap(operators)
        .some((below) => says(below, "length(state)")),
    ).toBe(true);
    expect(await rowsOf(fenced)).toEqual(
      await rowsOf(fenced.replace("FROM public.sales", "FROM (SELECT * FROM public.sales WHERE state = 'CA')")),
    );
  });

  test("where no condition can fail there is no fence, and the engine moves what it likes", async () => {
    const plan = await planOf(await secured("SELECT id FROM sales WHERE amount > 3"));
    expect(fences(plan)).toEqual([]);
    expect(looksAtAmounts(plan)).toBe(true);
  });
});

describe.skipIf(!hasClickhouse())("ClickHouse moves no condition of the caller below the fence", () => {
  let database: ClickhouseDatabase;
  let client: ClickHouseClient;
  let context: SecurityContext;
  const allRows = 10_000;

  beforeAll(async () => {
    database = await createClickhouseDatabase();
    for (const query of [
      `CREATE TABLE sales (id Int32, state String, amount Int64, discount Int32, day Date, ssn String, region_id Int32)
        ENGINE = MergeTree ORDER BY id SETTINGS index_granularity = 10`,
      `INSERT INTO sales SELECT number, if(number % 100 = 0, 'CA', 'TX'), if(number % 100 = 0, 5, 9191919), 0,
        toDate('2020-01-01'), 'CANARY', 1 FROM numbers(${allRows})`,
    ])
      await database.admin.command({ query });
    const { host, port, user, password, database: name } = database.target();
    client = createClient({ url: `http://${host}:${port}`, username: user, password, database: name });
    const base = tenantContext("clickhouse", {
      schema: name,
      filters: [predicate("state = {{ one }}", { one: "CA" })],
      maskedColumns: {},
    });
    context = { ...base, defaultSchema: name, namedSchemas: [name] };
  });
  afterAll(async () => {
    await client.close();
    await database.drop();
  });

  const masked = {
    ssn: { sql: "'***'", values: {}, rule: { policyId: "", policyName: "", ruleId: "", appliesThrough: "" } },
  };
  const secured = async (sql: string, mask: boolean) => {
    const [sales, ...others] = context.tables;
    if (sales === undefined) throw new Error("No table");
    const tables = [{ ...sales, maskedColumns: mask ? masked : {} }, ...others];
    return (await secureSql(sql, { ...context, tables })).sql;
  };

  /** The answer, and how many rows were read for it: a condition on the key that reached the table reads a few. */
  async function ask(query: string, moving: boolean) {
    const answer = await client.query({
      query,
      format: "JSONCompact",
      clickhouse_settings: { enable_optimize_predicate_expression: moving ? 1 : 0 },
    });
    const { data, statistics } = (await answer.json()) as { data: unknown; statistics?: { rows_read: number } };
    return { data, read: statistics?.rows_read ?? 0 };
  }

  const fence = " LIMIT 9223372036854775807";

  test.each([
    "SELECT count() FROM sales WHERE id = 500",
    "SELECT count() FROM sales AS s WHERE s.id = 500",
    "SELECT count() FROM (SELECT * FROM sales) WHERE id = 500",
    "SELECT id, count() FROM sales GROUP BY id HAVING id = 500",
    "SELECT count() FROM sales WHERE id = 500 AND intDiv(1, amount - 9191919) < 5",
  ])("%s", async (sql) => {
    for (const mask of [false, true]) {
      const fenced = await secured(sql, mask);
      expect(fenced).toContain(fence);
      for (const moving of [false, true]) expect([moving, (await ask(fenced, moving)).read]).toEqual([moving, allRows]);
    }
  });

  test("and would without it, as soon as the server is told to", async () => {
    const open = (await secured("SELECT count() FROM sales WHERE id = 500", false)).replaceAll(fence, "");
    expect((await ask(open, false)).read).toBe(allRows);
    const moved = await ask(open, true);
    expect(moved.data).toEqual([["1"]]);
    expect(moved.read).toBeLessThan(allRows / 10);
  });
});
