import type { RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secureSql } from "@/lib/sql/secure-sql";
import type { SecurityContext } from "@/lib/sql/security-context";
import { createMariadbDatabase, hasMariadb, type MariadbDatabase } from "../../support/source-servers";
import { rule } from "../../unit/sql/guard-fixture";
import { asMultiset } from "./guarded-data";
import { tenantColumn, tpchColumns, tpchStatements, tpchTables } from "./tpch-data";
import { tpchQueries } from "./tpch-queries-mysql";

describe.skipIf(!hasMariadb())("the 22 queries of TPC-H on MariaDB, with a policy on every table", () => {
  let shared: MariadbDatabase;
  let own: MariadbDatabase;
  let context: SecurityContext;

  beforeAll(async () => {
    shared = await createMariadbDatabase();
    own = await createMariadbDatabase();
    for (const statement of tpchStatements(["a", "b", "c"])) await shared.admin.query(statement);
    for (const statement of tpchStatements(["a"])) await own.admin.query(statement);
    const value = { value: "a", origin: "session" };
    context = {
      dialect: "mysql",
      defaultSchema: shared.name,
      namedSchemas: [shared.name],
      placeholders: {},
      tables: tpchTables.map((name) => ({
        schema: shared.name,
        name,
        columns: tpchColumns(name),
        readable: true,
        filters: [{ kind: "tenant_column", column: tenantColumn, value, rule }],
        excludedColumns: [tenantColumn],
        maskedColumns: {},
      })),
    };
  });
  afterAll(async () => {
    await shared.drop();
    await own.drop();
  });

  const rowsOf = async (database: MariadbDatabase, sql: string) => {
    const [rows] = await database.admin.query<RowDataPacket[]>(sql);
    return rows;
  };

  test.each(tpchQueries.map((sql, index) => [index + 1, sql] as const))("query %i", async (_number, sql) => {
    const answer = await rowsOf(shared, (await secureSql(sql, context)).sql);
    expect(asMultiset(answer)).toEqual(asMultiset(await rowsOf(own, sql)));
  });

  test("most queries find something, so that equal answers say something", async () => {
    const found = await Promise.all(tpchQueries.map((sql) => rowsOf(own, sql)));
    expect(
      found.filter((rows) => rows.some((row) => Object.values(row).some((cell) => cell !== null))).length,
    ).toBeGreaterThanOrEqual(20);
  });
});
