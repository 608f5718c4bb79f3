import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sqlConstants } from "@/lib/dashboards/sql-constants";

describe("what was typed into a query", () => {
  test("is every constant and comment once, in order, and no name, keyword or placeholder", () => {
    const sql = `SELECT "Acme", n + 7 FROM t -- of Acme
      WHERE a = 'Reno' AND b IN ('Elko', 'Reno', 7) AND c = {{ city }} AND d = E'it\\'s' AND e = $x$Globex$x$`;
    expect(sqlConstants(sql, "POSTGRES")).toEqual(["7", "-- of Acme", "'Reno'", "'Elko'", "E'it\\'s'", "$x$Globex$x$"]);
  });

  test("is read as the query's engine reads it", () => {
    const sql = 'SELECT "Acme" # of Acme';
    expect(sqlConstants(sql, "MYSQL")).toEqual(['"Acme"', "# of Acme"]);
    expect(sqlConstants(sql, "DUCKDB")).not.toContain('"Acme"');
    expect(sqlConstants("SELECT 'it\\'s' AS a, `b`", "CLICKHOUSE")).toEqual(["'it\\'s'"]);
  });

  test("R21: whatever a string holds, it is shown whole", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("POSTGRES" as const, "DUCKDB" as const), (value, engine) => {
        const literal = `'${value.replaceAll("'", "''")}'`;
        expect(sqlConstants(`SELECT a FROM t WHERE b = ${literal} AND c`, engine)).toEqual([literal]);
      }),
    );
  });
});
