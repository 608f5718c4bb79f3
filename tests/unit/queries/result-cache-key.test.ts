import { describe, expect, test } from "vitest";
import type { ClickhouseTarget, DuckdbTarget, PostgresTarget } from "@/lib/engines/engine";
import { type ResultKeyParts, resultCacheKey } from "@/lib/queries/result-cache-key";

const secret = Buffer.alloc(32, 1);
const postgres: PostgresTarget = {
  engine: "postgres",
  host: "db.example",
  port: 5432,
  database: "sales",
  user: "reader",
  password: "secret",
  ssl: "require",
  role: "tenant_a",
};
const parts: ResultKeyParts = {
  organizationId: "organization",
  tenantId: "tenant",
  connectionId: "connection",
  connectionVersion: 1,
  target: postgres,
  filesVersion: null,
  sql: "SELECT 1",
  maximumRows: 100,
  maximumResultBytes: 1000,
};
const key = (changed: Partial<ResultKeyParts> = {}) => resultCacheKey({ ...parts, ...changed }, secret);

describe("R23: every part of the key counts by itself", () => {
  const changes: readonly Partial<ResultKeyParts>[] = [
    { organizationId: "another" },
    { tenantId: "another" },
    { tenantId: null },
    { connectionId: "another" },
    { connectionVersion: 2 },
    { filesVersion: "files" },
    { sql: "SELECT 2" },
    { sql: "SELECT  1" },
    { maximumRows: 101 },
    { maximumResultBytes: 1001 },
  ];
  test.each(changes)("%j", (changed) => {
    expect(key(changed)).not.toBe(key());
  });

  test("all of these differ from one another, too", () => {
    expect(new Set(changes.map(key)).size).toBe(changes.length);
  });

  test.each([
    { host: "other.example" },
    { port: 5433 },
    { database: "costs" },
    { user: "writer" },
    { password: "guess" },
    { ssl: "verify-full" as const },
    { role: "tenant_b" },
    { role: undefined },
  ])("where the database is and who logs in: %j", (changed) => {
    expect(key({ target: { ...postgres, ...changed } })).not.toBe(key());
  });

  test("what a target is told later counts without a change here", () => {
    const target = { ...postgres, somethingNew: "value" } as PostgresTarget;
    expect(key({ target })).not.toBe(key());
  });

  test("engines that are reached alike differ", () => {
    const { role: _, ssl: __, engine: ___, ...login } = postgres;
    const clickhouse: ClickhouseTarget = { ...login, engine: "clickhouse", secure: false };
    const mysql = { ...login, engine: "mysql" as const, ssl: "disable" as const };
    expect(new Set([key(), key({ target: clickhouse }), key({ target: mysql })]).size).toBe(3);
  });

  test("tables of files, one by one", () => {
    const table = { schema: "main", name: "sales", format: "csv" as const, path: "/files/a/sales.csv" };
    const files = (...tables: DuckdbTarget["tables"]) =>
      key({ target: { engine: "duckdb", directories: ["/files/a"], tables } });
    const keys = [
      files(),
      files(table),
      files(table, table),
      files({ ...table, path: "/files/b/sales.csv" }),
      files({ ...table, name: "costs" }),
      files({ ...table, schema: "other" }),
      files({ ...table, format: "parquet" }),
      key({ target: { engine: "duckdb", directories: ["/files/b"], tables: [table] } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test("equal parts give one key, whatever order their members are in", () => {
  const reversed = Object.fromEntries(Object.entries(postgres).reverse()) as unknown as PostgresTarget;
  expect(key({ target: reversed })).toBe(key());
  expect(key({ target: { ...postgres, role: undefined } })).toBe(key({ target: withoutRole() }));
});

function withoutRole(): PostgresTarget {
  const { role: _, ...rest } = postgres;
  return rest;
}

test("no text can spill into the next part", () => {
  const pairs: readonly [Partial<ResultKeyParts>, Partial<ResultKeyParts>][] = [
    [
      { organizationId: "a", tenantId: "bc" },
      { organizationId: "ab", tenantId: "c" },
    ],
    [
      { sql: 'x","tenantId":"y', tenantId: "z" },
      { sql: "x", tenantId: 'y","tenantId":"z' },
    ],
    [{ tenantId: null }, { tenantId: "null" }],
    [{ sql: "\u0000" }, { sql: "\\u0000" }],
    [{ sql: "\ud800" }, { sql: "\ufffd" }],
  ];
  for (const [one, other] of pairs) expect(key(one)).not.toBe(key(other));
});

test("the key holds nothing of its parts, and another installation's is another one", () => {
  expect(key()).toMatch(/^[\w-]{43}$/);
  expect(resultCacheKey(parts, Buffer.alloc(32, 2))).not.toBe(key());
});

test("a number that JSON cannot tell from another refuses", () => {
  expect(() => key({ maximumRows: Number.NaN })).toThrow(TypeError);
  expect(() => key({ maximumRows: Number.POSITIVE_INFINITY })).toThrow(TypeError);
});
