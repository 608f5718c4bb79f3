import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, SecurityContext } from "@/lib/sql/security-context";
import { tenantColumn, tpchCatalog, tpchTables, tpchTenants } from "./tpch-tables";

const spellings = {
  postgres: { key: "integer", count: "integer", text: "character varying(60)", money: "numeric(15,2)", date: "date" },
  duckdb: { key: "INTEGER", count: "INTEGER", text: "VARCHAR", money: "DECIMAL(15,2)", date: "DATE" },
} as const satisfies Record<Dialect, unknown>;

/** A policy on every table: the tenant's own rows, without the column that says so. */
export function tpchContext(dialect: Dialect, tenant: string): SecurityContext {
  const rule = { policyId: "p1", policyName: "own rows", ruleId: "r1", appliesThrough: `tenant ${tenant}` };
  return {
    dialect,
    defaultSchema: "public",
    namedSchemas: ["public"],
    placeholders: {},
    tables: tpchTables(tpchTenants, true).map((table) => ({
      schema: "public",
      name: table.name,
      columns: tpchCatalog(table, spellings[dialect]),
      readable: true,
      filters: [{ kind: "tenant_column", column: tenantColumn, value: { value: tenant, origin: "session" }, rule }],
      excludedColumns: [tenantColumn],
      maskedColumns: {},
    })),
  };
}

/** The guarded answer in the whole data, and the plain one in the tenant's own. */
export async function tpchAnswers(
  dialect: Dialect,
  sql: string,
  guarded: (sql: string) => Promise<readonly string[]>,
  own: (sql: string) => Promise<readonly string[]>,
): Promise<{ guarded: readonly string[]; own: readonly string[] }> {
  const secured = await secureSql(sql, tpchContext(dialect, tpchTenants[0]));
  return { guarded: await guarded(secured.sql), own: await own(sql) };
}
