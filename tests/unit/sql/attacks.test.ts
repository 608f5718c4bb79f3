import { describe, expect, test } from "vitest";
import type { Attack } from "../../support/attack-corpus/attack";
import { clickhouseAttacks } from "../../support/attack-corpus/clickhouse";
import { duckdbAttacks } from "../../support/attack-corpus/duckdb";
import { mysqlAttacks } from "../../support/attack-corpus/mysql";
import { postgresAttacks } from "../../support/attack-corpus/postgres";
import { refusalOf } from "./guard-fixture";

const refused = (attacks: readonly Attack[]) => attacks.filter(([outcome]) => outcome !== "answered");

describe("attacks that the guard must stop are refused before any engine sees them", () => {
  test.each(refused(postgresAttacks))("PostgreSQL, %s: %s", async (code, sql) => {
    expect((await refusalOf("postgres", sql)).code).toBe(code);
  });

  test.each(refused(mysqlAttacks))("MySQL, %s: %s", async (code, sql) => {
    expect((await refusalOf("mysql", sql)).code).toBe(code);
  });

  test.each(refused(clickhouseAttacks))("ClickHouse, %s: %s", async (code, sql) => {
    expect((await refusalOf("clickhouse", sql)).code).toBe(code);
  });

  test.each(refused(duckdbAttacks))("DuckDB, %s: %s", async (code, sql) => {
    expect((await refusalOf("duckdb", sql)).code).toBe(code);
  });
});
