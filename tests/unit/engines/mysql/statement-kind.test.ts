import { expect, test } from "vitest";
import { statementKind } from "@/lib/engines/mysql/statement-kind";

test.each([
  "SELECT 1",
  "  (select 1) union (select 2)",
  "WITH t AS (SELECT 1) SELECT * FROM t",
  "VALUES (1), (2)",
  "SELECT 'into', \"it's into\", `into`",
  String.raw`SELECT 'a\' into @x', 'b'`,
  "SELECT 'it''s into'",
  "SELECT `a``into`",
  "SELECT intolerance FROM into_the_wild",
  `SELECT '${"'".repeat(20_000)}'`,
])("a query passes, whatever its quotes hold: %.60s", (sql) => {
  expect(statementKind(sql).reads).toBe(true);
});

test.each([
  "SELECT 1 INTO OUTFILE '/x'",
  "SELECT 1 INTO\tDUMPFILE '/x'",
  "select 'a' into @x",
  String.raw`SELECT 'a\\' INTO @x, 'b'`,
  "SELECT '''' INTO @x",
  "SELECT 1 /*!50000 INTO OUTFILE '/x' */",
  "INSERT INTO t VALUES (1)",
  "SET GLOBAL max_connections = 1",
  "SELECTED",
  "/* SELECT */ DELETE FROM t",
  "",
])("anything else does not: %s", (sql) => {
  expect(statementKind(sql).reads).toBe(false);
});

test("64 KiB of open quotes are told in no time", () => {
  const startedAt = performance.now();
  statementKind(`SELECT ${"'\\".repeat(32_000)}`);
  statementKind(`SELECT ${"`\"'".repeat(21_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test.each([
  "SELECT id, `note` FROM shop.orders WHERE note IN ('@x', 'f(') ORDER BY 1",
  "SELECT k, SUM(amount), COUNT(*) FROM (SELECT * FROM t) AS t GROUP BY k HAVING COUNT(DISTINCT k) > (SELECT 1)",
  "WITH t AS (SELECT 1) SELECT * FROM t WHERE EXISTS (SELECT 1) UNION ALL (SELECT 2)",
])("a plain query shares its session: %s", (sql) => {
  expect(statementKind(sql)).toEqual({ reads: true, traceless: true });
});

test.each([
  "SELECT @kept",
  "SELECT @kept := secret FROM t",
  "SELECT @@sql_mode",
  "SELECT GET_LOCK('a', 1)",
  "SELECT FOUND_ROWS()",
  "SELECT LAST_INSERT_ID ( 5 )",
  "SELECT `get_lock`('a', 1)",
  "SELECT shop.turns_settings()",
  "SELECT shop.`turns_settings` ()",
  "SELECT größe()",
  "SELECT GET_LOCK/**/('a', 1)",
  "SELECT GET_LOCK -- \n('a', 1)",
  "SELECT GET_LOCK # \n('a', 1)",
  "SELECT 1 /*!50000, GET_LOCK('a', 1) */",
  "SELECT NEXTVAL(s)",
])("a statement that could see or leave something has a session to itself: %s", (sql) => {
  expect(statementKind(sql)).toEqual({ reads: true, traceless: false });
});
