import { describe, expect, test } from "vitest";
import { clickhouseAttacks } from "./clickhouse-attacks";
import { duckdbAttacks } from "./duckdb-attacks";
import { refusalOf } from "./guard-fixture";
import { mysqlAttacks } from "./mysql-attacks";
import { postgresAttacks } from "./postgres-attacks";

describe("the attack corpus is refused before any engine sees it", () => {
  test.each(postgresAttacks)("PostgreSQL, %s: %s", async (code, sql) => {
    expect((await refusalOf("postgres", sql)).code).toBe(code);
  });

  test.each(mysqlAttacks)("MySQL, %s: %s", async (code, sql) => {
    expect((await refusalOf("mysql", sql)).code).toBe(code);
  });

  test.each(clickhouseAttacks)("ClickHouse, %s: %s", async (code, sql) => {
    expect((await refusalOf("clickhouse", sql)).code).toBe(code);
  });

  test.each(duckdbAttacks)("DuckDB, %s: %s", async (code, sql) => {
    expect((await refusalOf("duckdb", sql)).code).toBe(code);
  });
});
