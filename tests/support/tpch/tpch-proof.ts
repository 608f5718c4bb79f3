import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, SecurityContext } from "@/lib/sql/security-context";
import { tenantColumn, tpchCatalog, tpchTables, tpchTenants } from "./tpch-tables";

const spellings = {
  postgres: { key: "integer", count: "integer", text: "character varying(60)", money: "numeric(15,2)", date: "date" },
  duckdb: { key: "INTEGER", count: "INTEGER", text: "VARCHAR", money: "DECIMAL(15,2)", date: "DATE" },
  mysql: { key: "int(11)", count: "int(11)", text: "varchar(60)", money: "decimal(15,2)", date: "date" },
} as const satisfies Partial<Record<Dialect, unknown>>;

export type TpchDialect = keyof typeof spellings;

/** A policy on every table: the tenant's own rows, without the column that says so. */
export function tpchContext(dialect: TpchDialect, tenant: string, schema: string): SecurityContext {
  const rule = { policyId: "p1", policyName: "own rows", ruleId: "r1", appliesThrough: `tenant ${tenant}` };
  return {
    dialect,
    defaultSchema: schema,
    namedSchemas: [schema],
    placeholders: {},
    tables: tpchTables(tpchTenants, true).map((table) => ({
      schema,
      name: table.name,
      columns: tpchCatalog(table, spellings[dialect]),
      readable: true,
      filters: [{ kind: "tenant_column", column: tenantColumn, value: { value: tenant, origin: "session" }, rule }],
      excludedColumns: [tenantColumn],
      maskedColumns: {},
    })),
  };
}

/** A server with the tables in one of its schemas. */
export interface TpchDatabase {
  readonly schema: string;
  run(sql: string): Promise<readonly string[]>;
}

/** The guarded answer in the whole data, and the plain one in the tenant's own. */
export async function tpchAnswers(
  dialect: TpchDialect,
  sql: string,
  guarded: TpchDatabase,
  own: TpchDatabase,
): Promise<{ guarded: readonly string[]; own: readonly string[] }> {
  const secured = await secureSql(sql, tpchContext(dialect, tpchTenants[0], guarded.schema));
  return { guarded: await guarded.run(secured.sql), own: await own.run(sql) };
}
