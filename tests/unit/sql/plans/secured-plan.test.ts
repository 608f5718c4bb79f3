import { describe, expect, test } from "vitest";
import { planDialects } from "@/lib/sql/plans/plan-dialects";
import { bindPlan, splitAtMarkers } from "@/lib/sql/plans/secured-plan";
import { twinContext } from "@/lib/sql/plans/twin-context";
import { valueClass } from "@/lib/sql/plans/value-class";
import type { Dialect, ScalarValue } from "@/lib/sql/security-context";
import { predicate, tenantContext } from "../guard-fixture";

const nonce = "bulkhead_0123456789abcdef01234567";
const markers: readonly ScalarValue[] = [`${nonce}_0x`, 1_912_345_678, -1_812_345_678, "1712345678.5", `${nonce}_4x(`];

function bound(text: string, values: readonly ScalarValue[], dialect: Dialect = "duckdb"): string | undefined {
  const split = splitAtMarkers(text, markers, nonce, planDialects[dialect]);
  return split && bindPlan(split, values, planDialects[dialect]);
}

describe("R22: a plan has a slot wherever a marker stands as a whole literal", () => {
  test.each([
    [`a = '${nonce}_0x'`, "a = 'O''Hare'"],
    [`a IN ('${nonce}_0x', 1912345678, -1812345678)`, "a IN ('O''Hare', 5, -7)"],
    ["a = '1912345678' OR b - 1912345678 > - -1812345678", "a = '5' OR b - 5 > - -7"],
    [`CAST('${nonce}_4x(' AS date), 1712345678.5`, "CAST('f(' AS date), 2.25"],
    [
      "x1912345678, \"1912345678\", '1912345678 ', 19123456780",
      "x1912345678, \"1912345678\", '1912345678 ', 19123456780",
    ],
    ["'it''s' = 'a' AND E'b\\\\' = 'c'", "'it''s' = 'a' AND E'b\\\\' = 'c'"],
  ])("%s", (text, expected) => {
    expect(bound(text, ["O'Hare", 5, -7, "2.25", "f("])).toBe(expected);
  });

  test.each([
    ["bare", `a = ${nonce}_0x`],
    ["in capitals", `EXTRACT(${nonce.toUpperCase()}_0X FROM d)`],
    ["as an identifier", `s."${nonce}_0x"`],
    ["inside a longer literal", `a = 'x ${nonce}_0x'`],
    ["as a literal of another kind", `a = x'${nonce}_0x'`],
    ["as an escaped literal", `a = E'${nonce}_0x'`],
    ["as a number that goes on", "a = t.1912345678"],
    ["in a comment", `a /* ${nonce}_0x */`],
  ])("and there is no plan where one stands %s", (_where, text) => {
    expect(splitAtMarkers(text, markers, nonce, planDialects.postgres)).toBeUndefined();
  });

  test.each([
    [`a = '${nonce}_0x'`, "a = 'O''Hare'", String.raw`a = 'O\'Hare'`],
    ["a > (- 1812345678) - 1912345678", "a > (- 7) - 5", "a > (- 7) - 5"],
    [
      String.raw`${"`"}19${"``"}'${"`"} = 'it\'s' AND 'b\\' = '${nonce}_0x'`,
      String.raw`${"`"}19${"``"}'${"`"} = 'it\'s' AND 'b\\' = 'O''Hare'`,
      String.raw`${"`"}19${"``"}'${"`"} = 'it\'s' AND 'b\\' = 'O\'Hare'`,
    ],
  ])("between backticks and backslashes: %s", (text, inMysql, inClickhouse) => {
    expect(bound(text, ["O'Hare", 5, -7, "2.25", "f("], "mysql")).toBe(inMysql);
    expect(bound(text, ["O'Hare", 5, -7, "2.25", "f("], "clickhouse")).toBe(inClickhouse);
  });

  test.each([
    ["after an escaped quote", String.raw`a = 'x\'${nonce}_0x'`],
    ["in backticks", `${"`"}${nonce}_0x${"`"}`],
    ["as hexadecimal", `a = x'${nonce}_0x'`],
    ["after a character set", `a = _utf8mb4'${nonce}_0x'`],
  ])("and there is no plan in MySQL and ClickHouse where one stands %s", (_where, text) => {
    for (const dialect of ["mysql", "clickhouse"] as const)
      expect(splitAtMarkers(text, markers, nonce, planDialects[dialect])).toBeUndefined();
  });

  test("MySQL: text with a backslash stands in hexadecimal, which no mode of the server reads in another way", () => {
    expect(bound(`a = '${nonce}_0x'`, ["a\\'"], "mysql")).toBe("a = _utf8mb4 x'615c27'");
    expect(bound(`a = '${nonce}_0x'`, ["a\n\tb é 😀"], "mysql")).toBe("a = 'a\n\tb é 😀'");
  });

  test("what is no number never stands without quotes", () => {
    expect(bound("a = 1912345678", ["", "1; DROP TABLE t", 0, "", ""])).toBeUndefined();
  });

  test("a text that becomes too long is left to the full rewrite, which refuses it", () => {
    expect(bound(`a = '${nonce}_0x'`, ["a".repeat(2_000_000), 0, 0, "", ""])).toBeUndefined();
  });
});

test("R22: values that print or decide differently are of different classes", () => {
  const values = ["CA", "f(", "true", "false", true, false, null, "5", 5, "-5", -5, "5.5", 5.5, 3_000_000_000];
  values.push("1234567890123456789", 1e21, "1e5", "1.1234567890123456789");
  expect(new Set(values.map(valueClass)).size).toBe(values.length);
  expect(valueClass("TX")).toBe(valueClass("O'Hare \\ \n 😀"));
});

test.each([
  ["a NUL", "a\0"],
  ["half a character", "\ud800"],
  ["hexadecimal", "\\x41"],
  ["NaN", Number.NaN],
  ["-0.0", "-0.0"],
  ["an object", {}],
  ["nothing", undefined],
])("R22: no plan is kept for %s", (_what, value) => {
  expect(valueClass(value)).toBeUndefined();
});

test("R22: a twin has no value of the actor in it, and a marker of its own for each", () => {
  const canary = "CANARY";
  const values = {
    state: [canary, `${canary} 2`],
    n: 918_273_645,
    price: 91_827.25,
    big: 9.18273645e30,
    id: "918273645",
  };
  const context = tenantContext("postgres", { filters: [predicate("state IN {{ state }}", values)] });
  const twin = twinContext(context);
  const text = JSON.stringify(twin?.context.tables);
  expect(text).not.toMatch(/CANARY|91827/);
  const [filter] = twin?.context.tables[0]?.filters ?? [];
  const given = filter?.kind === "predicate" ? Object.values(filter.values).flatMap(({ value }) => value) : [];
  expect(given.map(valueClass)).toEqual(Object.values(values).flat().map(valueClass));
  expect(new Set(given).size).toBe(given.length);
});
