import type { DuckDBConnection } from "@duckdb/node-api";
import type { IntrospectedTable } from "../engine";
import type { OpenInstance } from "./open-instance";
import type { DescribeAnswer, WorkerTarget } from "./worker-protocol";

const columnsQuery = `SELECT schema_name, table_name, column_name, data_type, is_nullable
  FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()
  ORDER BY schema_name, table_name, column_index`;

/** What the opened files hold, in DuckDB's spelling of types; files have no keys. */
export async function describeTables(
  connection: DuckDBConnection,
  target: WorkerTarget,
  open: OpenInstance,
): Promise<DescribeAnswer> {
  const version = (await connection.runAndReadAll("SELECT version()")).getRowsJson()[0]?.[0];
  const rows = (await connection.runAndReadAll(columnsQuery)).getRowsJson();
  const tables = target.tables
    .filter((table) => !open.broken.includes(table))
    .map(
      ({ schema, name }): IntrospectedTable => ({
        schema,
        name,
        kind: "table",
        primaryKey: [],
        columns: rows
          .filter((row) => row[0] === schema && row[1] === name)
          .map((row) => ({ name: String(row[2]), type: String(row[3]), nullable: row[4] === true })),
      }),
    );
  return { version: String(version), tables, broken: open.broken.map(({ schema, name }) => ({ schema, name })) };
}
