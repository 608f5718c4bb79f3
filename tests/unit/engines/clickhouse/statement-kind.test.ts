import { describe, expect, test } from "vitest";
import { staysInside } from "@/lib/engines/clickhouse/statement-kind";
import { secureSql } from "@/lib/sql/secure-sql";
import { clickhouseQueries } from "../../sql/clickhouse-queries";
import { tenantContext } from "../../sql/guard-fixture";

describe("which statements are sent to ClickHouse", () => {
  test.each([
    "SELECT 1",
    "  (select 1)",
    "WITH a AS (SELECT 1) SELECT * FROM a",
    "SELECT `settings`, \"into\", 'SETTINGS x = 1 INTO OUTFILE' FROM t -- SETTINGS",
    "SELECT file, url FROM t /* remote('a') */ WHERE a = 'remote(1)' AND file = 1",
    "SELECT `a``SETTINGS`, 'it''s \\' SETTINGS' FROM t",
    "SELECT format('{}', a), length(b) FROM numbers(10)",
  ])("%s", (sql) => {
    expect(staysInside(sql)).toBe(true);
  });

  test.each([
    "",
    "INSERT INTO t VALUES (1)",
    "SHOW TABLES",
    "/* a */ SELECT 1",
    "SELECT 1 SETTINGS a = 1",
    "SELECT 'a''\\'' SETTINGS a = 1",
    "SELECT `a\\`` SETTINGS a = 1",
    "SELECT 1 /* ' */ SETTINGS a = 1",
    "SELECT 1 -- '\n SETTINGS a = 1",
    "SELECT 1 # '\n SETTINGS a = 1 -- '",
    "SELECT $$ ' $$ SETTINGS a = 1 -- '",
    "SELECT \u2018 ' \u2019 SETTINGS a = 1 -- '",
    "SELECT 1 INTO OUTFILE 'x'",
    "SELECT * FROM file('a', 'CSV', 'b String')",
    "SELECT * FROM t JOIN Url('http://a', CSV, 'b String')",
    "SELECT * FROM s3Cluster('a', 'b')",
    "SELECT * FROM `file` ('a')",
    "SELECT * FROM \"fi\\x6ce\"('a')",
    "SELECT * FROM remote\n/* ( */ ('a')",
    "SELECT dictGetString('d', 'a', 1)",
  ])("and which are not: %s", (sql) => {
    expect(staysInside(sql)).toBe(false);
  });

  test.each(clickhouseQueries)("whatever the guard lets out is sent: %s", async (sql) => {
    expect(staysInside((await secureSql(sql, tenantContext("clickhouse"))).sql)).toBe(true);
  });

  test("a long text is read once", () => {
    expect(staysInside(`SELECT ${"'a', `b`, /* c */ ".repeat(20_000)}'${"\\".repeat(60_000)}`)).toBe(true);
    expect(staysInside(`SELECT ${"(".repeat(100_000)}`)).toBe(true);
  });
});
