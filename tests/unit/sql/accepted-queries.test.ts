import { describe, expect, test } from "vitest";
import type { Dialect } from "@/lib/sql/security-context";
import { clickhouseQueries, laterClickhouseQueries } from "./clickhouse-queries";
import { duckdbQueries } from "./duckdb-queries";
import { securedText } from "./guard-fixture";
import { mysqlOnlyQueries, mysqlQueries } from "./mysql-queries";
import { postgresQueries } from "./postgres-queries";

async function expectGuarded(dialect: Dialect, sql: string) {
  const text = await securedText(dialect, sql);
  const reads = text.match(/(?:FROM|ONLY) public\.sales AS __p/g)?.length ?? 0;
  expect(
    text.match(/FROM (?:ONLY )?public\.sales AS __p (?:TABLESAMPLE.*?)?WHERE \(?__p\.state IN \('CA', 'NV'\)/g)
      ?.length ?? 0,
  ).toBe(reads);
  expect(text).not.toMatch(/__p\.discount|\{\{|\$1/);
  expect(reads > 0).toBe(/\bsales\b(?!\()/i.test(sql.replace(/as sales\b/g, "")));
}

describe("ordinary analytics is accepted, every read of it guarded", () => {
  test.each(postgresQueries)("PostgreSQL: %s", (sql) => expectGuarded("postgres", sql));
  test.each([...mysqlQueries, ...mysqlOnlyQueries])("MySQL: %s", (sql) => expectGuarded("mysql", sql));
  test.each([...clickhouseQueries, ...laterClickhouseQueries])("ClickHouse: %s", (sql) =>
    expectGuarded("clickhouse", sql),
  );
  test.each(duckdbQueries)("DuckDB: %s", (sql) => expectGuarded("duckdb", sql));
});
