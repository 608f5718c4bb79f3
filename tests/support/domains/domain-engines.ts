import type { CompiledDomainQuery } from "@/lib/domains/compile-domain-query";
import { closeEngines } from "@/lib/engines/close-engines";
import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, RowFilter, SecurityContext } from "@/lib/sql/security-context";
import { closeClickhouseProofs, openClickhouse } from "../guard-proofs/clickhouse-proofs";
import { closeDuckdbProofs, openDuckdb } from "../guard-proofs/duckdb-proofs";
import { closeMariadbProofs, openMariadb } from "../guard-proofs/mariadb-proofs";
import { closePostgresProofs, connectPostgres, createLogin } from "../guard-proofs/postgres-proofs";
import { hasClickhouse, hasMariadb } from "../source-servers";
import { createTestDatabase, runAsAdmin } from "../test-database";
import { columnType, type SourceTable, type SourceValue, sourceStatements } from "./source-tables";

export const domainDialects: readonly Dialect[] = ["postgres", "duckdb", "mysql", "clickhouse"];

/** Whether this run has the dialect's server. */
export function hasEngine(dialect: Dialect): boolean {
  if (dialect === "mysql") return hasMariadb();
  return dialect === "clickhouse" ? hasClickhouse() : true;
}

/** A database of the tables, behind the guard. */
export interface DomainSource {
  readonly schema: string;
  /** Rows of a compiled query, secured as for somebody who may read every table, under `filters` by table. */
  rows(
    compiled: CompiledDomainQuery,
    filters?: Readonly<Record<string, readonly RowFilter[]>>,
  ): Promise<SourceValue[][]>;
}

export async function openDomainSource(dialect: Dialect, tables: readonly SourceTable[]): Promise<DomainSource> {
  const { schema, run } = await open(dialect, tables);
  return {
    schema,
    rows: async (compiled, filters = {}) => {
      const { sql } = await secureSql(compiled.sql, contextOf(dialect, schema, tables, compiled, filters));
      return (await run(sql)).map((row) => (JSON.parse(row) as unknown[]).map(plainCell));
    },
  };
}

export async function closeDomainSources(): Promise<void> {
  await closePostgresProofs();
  closeDuckdbProofs();
  await closeEngines();
  await closeMariadbProofs();
  await closeClickhouseProofs();
}

async function open(dialect: Dialect, tables: readonly SourceTable[]) {
  if (dialect === "mysql") {
    const { name, runOrExplain } = await openMariadb((database) => sourceStatements(dialect, tables, database));
    return { schema: name, run: runOrExplain };
  }
  if (dialect === "clickhouse") {
    const { name, runOrExplain } = await openClickhouse((database) => sourceStatements(dialect, tables, database));
    return { schema: name, run: runOrExplain };
  }
  const statements = sourceStatements(dialect, tables, "public");
  if (dialect === "duckdb") return { schema: "public", run: await openDuckdb(["CREATE SCHEMA public", ...statements]) };
  const url = await createTestDatabase();
  const login = await createLogin(url);
  const rights = `GRANT USAGE ON SCHEMA public TO ${login}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${login}`;
  await runAsAdmin([...statements, rights].join(";\n"), url);
  return { schema: "public", run: await connectPostgres(url, login, "public") };
}

function contextOf(
  dialect: Dialect,
  schema: string,
  tables: readonly SourceTable[],
  { values }: CompiledDomainQuery,
  filters: Readonly<Record<string, readonly RowFilter[]>>,
): SecurityContext {
  return {
    dialect,
    defaultSchema: schema,
    namedSchemas: [schema],
    placeholders: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`query.${name}`, { value, origin: "query" }]),
    ),
    tables: tables.map(({ name, columns }) => ({
      schema,
      name,
      columns: Object.entries(columns).map(([column, type]) => ({
        name: column,
        type: columnType(dialect, column, type),
      })),
      readable: true,
      filters: filters[name] ?? [],
      excludedColumns: [],
      maskedColumns: {},
    })),
  };
}

/** A cell as every engine would write it: numbers to six digits, moments without their zone and without a midnight. */
export function plainCell(cell: unknown): SourceValue {
  if (cell === null || cell === undefined) return null;
  const text = String(cell);
  if (text !== "" && Number.isFinite(Number(text))) return Math.round(Number(text) * 1e6) / 1e6;
  return text
    .replace(/^(\d{4}-\d\d-\d\d)T/, "$1 ")
    .replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.0+)?Z?$/, "$1")
    .replace(/ 00:00:00$/, "");
}
