import { expect, test } from "vitest";
import type { PostgresTarget } from "@/lib/engines/engine";
import { connectFailure, postgresFailure } from "@/lib/engines/postgres/failure";

const target: PostgresTarget = {
  engine: "postgres",
  host: "db.example",
  port: 5432,
  database: "shop",
  user: "reader",
  password: "",
  ssl: "disable",
};

const thrown = (code: string) => Object.assign(new Error("value 'secret' is bad"), { code });

test.each([
  ["22P02", "query_refused"],
  ["42501", "query_refused"],
  ["25006", "query_refused"],
  ["57014", "query_timeout"],
  ["57P01", "data_source_unavailable"],
  ["08006", "data_source_unavailable"],
  ["53300", "data_source_unavailable"],
  ["28P01", "data_source_unavailable"],
  ["ECONNREFUSED", "data_source_unavailable"],
])("R26: %s becomes %s without the server's words", (code, expected) => {
  const failure = postgresFailure(thrown(code));
  expect(failure.code).toBe(expected);
  expect(JSON.stringify(failure) + failure.message).not.toContain("secret");
});

test("R26: an error that nobody knows, and any while connecting, says that the source could not be reached", () => {
  for (const failure of [
    postgresFailure(new Error("secret")),
    postgresFailure("secret"),
    connectFailure(thrown("42501"), target),
  ]) {
    expect([failure.code, failure.message]).toEqual([
      "data_source_unavailable",
      "The data source could not be reached",
    ]);
  }
});

test("R26: a role that may not be taken is said so, whichever of the server's ways of saying it", () => {
  for (const code of ["22023", "42501"]) {
    const failure = connectFailure(thrown(code), { ...target, role: "secret" });
    expect(failure.code).toBe("data_source_unavailable");
    expect(failure.message).toBe("The data source does not let this login run as the policy's database role");
  }
});
