import mysql, { type Connection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionSettings } from "@/lib/engines/mysql/session-settings";
import { secureSql } from "@/lib/sql/secure-sql";
import type { SecurityContext } from "@/lib/sql/security-context";
import { createMariadbDatabase, hasMariadb, type MariadbDatabase } from "../../support/source-servers";
import { tenantContext } from "../../unit/sql/guard-fixture";
import { mysqlQueries } from "../../unit/sql/mysql-queries";
import { asMultiset, fullDatabase, holdsCanary, inMysql, isComparable, tenantsOwnDatabase } from "./guarded-data";

interface Guarded {
  readonly database: MariadbDatabase;
  readonly connection: Connection;
}

async function open(statements: readonly string[]): Promise<Guarded> {
  const database = await createMariadbDatabase();
  for (const statement of inMysql(statements, database.name)) await database.admin.query(statement);
  const { host, port, user, password } = database.target();
  const connection = await mysql.createConnection({ host, port, user, password, database: database.name });
  const [[version]] = (await connection.query("SELECT VERSION() AS version")) as unknown as [{ version: string }[]];
  await connection.query(sessionSettings(version?.version ?? "", 1_000_000));
  return { database, connection };
}

describe.skipIf(!hasMariadb())("MariaDB answers secured SQL as if the other tenants did not exist", () => {
  let full: Guarded;
  let own: Guarded;
  let context: SecurityContext;

  beforeAll(async () => {
    full = await open(fullDatabase);
    own = await open(tenantsOwnDatabase);
    const base = tenantContext("mysql");
    const { name } = full.database;
    context = {
      ...base,
      defaultSchema: name,
      namedSchemas: [name],
      tables: base.tables.map((table) => (table.schema === "public" ? { ...table, schema: name } : table)),
    };
  });
  afterAll(async () => {
    for (const side of [full, own]) {
      await side.connection.end();
      await side.database.drop();
    }
  });

  const within = (sql: string, side: Guarded) => sql.replace(/`?public`?\./g, `\`${side.database.name}\`.`);
  const rowsOf = async ({ connection }: Guarded, sql: string): Promise<unknown[]> => {
    const [rows] = await connection.query({ sql, rowsAsArray: true });
    return rows as unknown[];
  };
  const secured = async (sql: string) => (await secureSql(within(sql, full), context)).sql;

  test.each(mysqlQueries.filter((sql) => isComparable(sql)))("%s", async (sql) => {
    const answer = await rowsOf(full, await secured(sql));
    expect(asMultiset(answer)).toEqual(asMultiset(await rowsOf(own, within(sql, own))));
    expect(holdsCanary(answer)).toBe(false);
  });

  test("the canaries are there to be found", async () => {
    expect(holdsCanary(await rowsOf(full, "SELECT * FROM sales"))).toBe(true);
  });

  test("every query that is not compared runs too", async () => {
    for (const sql of mysqlQueries.filter((query) => !isComparable(query)))
      expect(holdsCanary(await rowsOf(full, await secured(sql)))).toBe(false);
  });

  const leaky = "SELECT count(*) FROM sales WHERE id > 0 AND amount + 9223372036850000000 > 0";

  test("without its fence, a condition that fails on hidden rows tells of them; with it, it does not", async () => {
    const fenced = await secured(leaky);
    const open = fenced.replace(" LIMIT 18446744073709551615", "");
    expect(open).not.toBe(fenced);
    await expect(
      rowsOf(full, open.replace("`__p`.`state` IN ('CA', 'NV')", "length(`__p`.`state`) = 3")),
    ).rejects.toThrow(/out of range/);
    expect(await rowsOf(full, fenced)).toEqual(await rowsOf(own, leaky));
    expect(await rowsOf(full, fenced.replace("`__p`.`state` IN ('CA', 'NV')", "length(`__p`.`state`) = 3"))).toEqual([
      [0],
    ]);
  });

  test.each([
    "SELECT id FROM sales WHERE amount + 1 > 0",
    "SELECT a.id FROM sales a JOIN sales b ON a.id = b.id WHERE b.amount + 1 > 0",
    "SELECT id FROM regions WHERE id IN (SELECT region_id FROM sales WHERE amount + 1 > 0)",
    "SELECT state, count(*) FROM sales WHERE amount + 1 > 0 GROUP BY state HAVING state = 'CA'",
  ])("no condition moves below the fence: %s", async (sql) => {
    const plan = JSON.stringify(await rowsOf(full, `EXPLAIN FORMAT=JSON ${await secured(sql)}`));
    const inner = [...plan.matchAll(/attached_condition[\\": ]+([^"]*?)\\"/g)].map(([, condition = ""]) => condition);
    expect(plan).toContain("materialized");
    expect(inner.filter((condition) => condition.includes("__p.amount"))).toEqual([]);
    expect(inner).toContain("__p.state in ('CA','NV')");
    expect(plan).toMatch(/amount \+ 1 > 0/);
  });

  test("strings end where they should whether backslashes are escapes or not", async () => {
    const sql = String.raw`SELECT 'a\\', 'it''s', 'b\'c', "d""e\\", '\\''; -- ', '%\_', 'x\ny' FROM regions WHERE id = 1`;
    const expected = [["a\\", "it's", "b'c", 'd"e\\', "\\'; -- ", "%\\_", "x\ny"]];
    expect(await rowsOf(full, await secured(sql))).toEqual(expected);
    await full.connection.query("SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
    const answer = await rowsOf(full, await secured(sql)).finally(() =>
      full.connection.query("SET SESSION sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '')"),
    );
    expect(answer).toEqual(expected);
  });
});
