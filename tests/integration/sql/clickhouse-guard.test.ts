import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secureSql } from "@/lib/sql/secure-sql";
import type { SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { type ClickhouseDatabase, createClickhouseDatabase, hasClickhouse } from "../../support/source-servers";
import { clickhouseQueries } from "../../unit/sql/clickhouse-queries";
import { predicate, rule, tenantContext } from "../../unit/sql/guard-fixture";
import { asMultiset, canary, canaryText, holdsCanary, inClickhouse, tenantsOwnClickhouse } from "./guarded-data";

interface Guarded {
  readonly database: ClickhouseDatabase;
  readonly client: ClickHouseClient;
}

async function open(statementsOf: (database: string) => readonly string[]): Promise<Guarded> {
  const database = await createClickhouseDatabase();
  for (const query of statementsOf(database.name)) await database.admin.command({ query });
  const { host, port, user, password } = database.target();
  const client = createClient({
    url: `http://${host}:${port}`,
    username: user,
    password: password ?? "",
    database: database.name,
  });
  return { database, client };
}

describe.skipIf(!hasClickhouse())("ClickHouse answers secured SQL as if the other tenants did not exist", () => {
  let full: Guarded;
  let own: Guarded;

  beforeAll(async () => {
    full = await open(inClickhouse);
    own = await open(tenantsOwnClickhouse);
  });
  afterAll(async () => {
    for (const side of [full, own]) {
      await side.client.close();
      await side.database.drop();
    }
  });

  const contextOf = (change: Partial<TableAccess> = {}): SecurityContext => {
    const base = tenantContext("clickhouse", change);
    const { name } = full.database;
    return {
      ...base,
      defaultSchema: name,
      namedSchemas: [name],
      tables: base.tables.map((table) => (table.schema === "public" ? { ...table, schema: name } : table)),
    };
  };
  const within = (sql: string, side: Guarded) => sql.replaceAll("public.", `${side.database.name}.`);
  const rowsOf = async ({ client }: Guarded, query: string): Promise<unknown[]> => {
    const answer = await client.query({ query: query.replace(/;$/, ""), format: "JSONCompact" });
    const { data } = await answer.json<unknown>();
    return data;
  };
  const secured = async (sql: string, change?: Partial<TableAccess>) =>
    (await secureSql(within(sql, full), contextOf(change))).sql;

  const comparable = clickhouseQueries.filter((sql) => !/now\(\)|rand\(\)|\{\{|shared\./.test(sql));

  test.each(comparable)("%s", async (sql) => {
    const answer = await rowsOf(full, await secured(sql));
    expect(asMultiset(answer)).toEqual(asMultiset(await rowsOf(own, within(sql, own).replace(/ -- comment$/, ""))));
    expect(holdsCanary(answer)).toBe(false);
  });

  test("the canaries are there to be found", async () => {
    expect(holdsCanary(await rowsOf(full, "SELECT * FROM sales"))).toBe(true);
  });

  test("every query that is not compared runs too", async () => {
    for (const sql of clickhouseQueries.filter((query) => !comparable.includes(query) && !query.includes("shared.")))
      expect(holdsCanary(await rowsOf(full, await secured(sql)))).toBe(false);
  });

  test("R11: a filter sees the column and not the mask in its place, which ClickHouse would take for it", async () => {
    const masked = { state: { sql: "'CA'", values: {}, rule } };
    const naive = `SELECT count() FROM (SELECT s.id AS id, 'CA' AS state FROM sales AS s WHERE s.state = 'CA')`;
    expect(await rowsOf(full, naive)).toEqual([["204"]]);
    const change = { filters: [predicate("state = {{ one }}", { one: "CA" })], maskedColumns: masked };
    expect(await rowsOf(full, await secured("SELECT count() FROM sales", change))).toEqual([["2"]]);
    expect(await rowsOf(full, await secured("SELECT state FROM sales GROUP BY state", change))).toEqual([["CA"]]);
  });

  test("a mask reads the columns themselves, and not other masks", async () => {
    const change = {
      maskedColumns: {
        ssn: { sql: "concat(state, '-', toString(id))", values: {}, rule },
        state: { sql: "'x'", values: {}, rule },
      },
    };
    const rows = await rowsOf(full, await secured("SELECT ssn, state FROM sales ORDER BY id LIMIT 1", change));
    expect(rows).toEqual([["CA-1", "x"]]);
  });

  test("the fence keeps conditions out of the derived table, with the optimizer's own setting turned on", async () => {
    const text = await secured(`SELECT count() FROM sales WHERE intDiv(1, amount - ${canary}) = 0`);
    expect(text).toContain("LIMIT 9223372036854775807");
    for (const setting of [0, 1]) {
      const answer = await full.client.query({
        query: text,
        format: "JSONCompact",
        clickhouse_settings: { enable_optimize_predicate_expression: setting === 1 } as never,
      });
      expect((await answer.json<unknown>()).data).toEqual([["4"]]);
    }
    await expect(rowsOf(full, `SELECT count() FROM sales WHERE intDiv(1, amount - ${canary}) = 0`)).rejects.toThrow();
  });

  test("strings end where they should", async () => {
    const sql = String.raw`SELECT 'a\\', 'it\'s', 'it''s', '\'; -- ', 'x\ny', '/* ', '${canaryText.slice(0, 3)}' FROM regions WHERE id = 1`;
    expect(await rowsOf(full, await secured(sql))).toEqual([["a\\", "it's", "it's", "'; -- ", "x\ny", "/* ", "CAN"]]);
  });
});
