import { describe, expect, test } from "vitest";
import { printTree } from "@/lib/sql/dialects/duckdb/parse-engine";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { dialects, refusalOf, securedText, tenantContext } from "./guard-fixture";

const inputs: readonly (readonly [string, string])[] = [
  ["64 KiB of parentheses", `SELECT ${"(".repeat(32_000)}1${")".repeat(32_000)}`],
  ["more than 64 KiB", `SELECT '${"a".repeat(70_000)}'`],
  ["more than 64 KiB in UTF-8", `SELECT '${"é".repeat(40_000)}'`],
  ["4,000 ORs", `SELECT 1 FROM sales WHERE id = 1${" OR id = 1".repeat(4_000)}`],
  ["a UNION of 2,000 arms", `SELECT 1${" UNION SELECT 1".repeat(2_000)}`],
  ["30,000 minus signs", `SELECT ${"- ".repeat(30_000)}1`],
  ["10,000 NOTs", `SELECT ${"NOT ".repeat(10_000)}true`],
  ["6,000 casts", `SELECT 1${"::int".repeat(6_000)}`],
  ["600 nested subqueries", `SELECT ${"(SELECT ".repeat(600)}1${")".repeat(600)}`],
  ["nested array literals", `SELECT ${"[".repeat(2_000)}1${"]".repeat(2_000)}`],
  ["a NUL byte", "SELECT 1\u0000"],
  ["half a surrogate pair", "SELECT '\ud800'"],
  ["an unclosed string", "SELECT 'abc"],
  ["an unclosed comment", "SELECT 1 /* abc"],
  ["an unclosed dollar quote", "SELECT $a$ abc"],
  ["nothing", ""],
  ["only a comment", "-- nothing"],
  ["a homoglyph of a table", "SELECT * FROM s\u0430les"],
  ["a full-width homoglyph", "SELECT * FROM \uff53ales"],
  ["a byte-order mark inside a name", "SELECT * FROM sa\ufeffles"],
  ["a right-to-left override", "SELECT * FROM \u202esales"],
];

describe.each(dialects)("hostile input refuses and leaves the process as it was (%s)", (dialect) => {
  test.each(inputs)("%s", async (_name, sql) => {
    expect((await refusalOf(dialect, sql)).code).toMatch(/^sql_/);
    expect(await securedText(dialect, "SELECT id FROM sales")).toContain("__p.state IN ('CA', 'NV')");
  });

  test("what is merely large is accepted: a list of 3,000 numbers, 150 lines of WITH", async () => {
    const list = Array.from({ length: 3_000 }, (_, index) => index).join(", ");
    expect(await securedText(dialect, `SELECT id FROM sales WHERE id IN (${list})`)).toContain("2999");
    const steps = Array.from(
      { length: 30 },
      (_, n) =>
        `t${n + 1} AS (\n SELECT state,\n sum(amount) AS amount\n FROM ${n === 0 ? "sales" : `t${n}`}\n GROUP BY state)`,
    );
    expect(await securedText(dialect, `WITH ${steps.join(",\n")} SELECT * FROM t30`)).toContain("__c30");
  });

  test("many callers at once each get the answer to their own text", async () => {
    const texts = await Promise.all(
      Array.from({ length: 40 }, (_, n) => securedText(dialect, `SELECT id + ${n} AS n FROM sales`)),
    );
    texts.forEach((text, n) => {
      expect(text).toMatch(new RegExp(`id \\+ ${n}\\)? AS n`));
    });
  });

  test("anything but text refuses", async () => {
    expect((await refusalOf(dialect, 5 as unknown as string)).code).toBe("sql_not_verified");
  });
});

describe("the guard fails closed", () => {
  test.each(dialects)("R26: any exception inside is a refusal with a fixed message (%s)", async (dialect) => {
    const broken = {
      ...tenantContext(dialect),
      get tables(): never {
        throw new Error("CANARY of another tenant");
      },
    };
    const refusal = await refusalOf(dialect, "SELECT id FROM sales", broken);
    expect([refusal.code, refusal.message.includes("CANARY")]).toEqual(["sql_not_verified", false]);
  });

  test("R26: an unknown dialect refuses", async () => {
    const context = { ...tenantContext("postgres"), dialect: "toString" as "postgres" };
    expect((await refusalOf("postgres", "SELECT 1", context)).code).toBe("sql_not_verified");
  });

  test("R26: a tree that the parsing engine cannot read refuses, and the next statement is served", async () => {
    await expect(printTree({ type: "NONSENSE_NODE" })).rejects.toThrow(SqlRefusal);
    expect(await securedText("duckdb", "SELECT id FROM sales")).toContain("__p.state IN ('CA', 'NV')");
  });
});
