import type { RowDataPacket } from "mysql2";
import type { IntrospectedTable, MysqlTarget } from "../engine";
import { withSession } from "./connect-once";
import { mysqlFailure } from "./failure";

const systemDatabases = "'mysql', 'sys', 'information_schema', 'performance_schema'";

/** MariaDB lists its sequences here too; `CONVERT` because some servers keep these texts as bytes. */
const tablesQuery = `SELECT TABLE_SCHEMA AS tableSchema, TABLE_NAME AS tableName,
  CONVERT(TABLE_TYPE USING utf8mb4) AS type
FROM information_schema.TABLES
WHERE TABLE_SCHEMA NOT IN (${systemDatabases}) AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
ORDER BY TABLE_SCHEMA, TABLE_NAME`;

const columnsQuery = `SELECT TABLE_SCHEMA AS tableSchema, TABLE_NAME AS tableName, COLUMN_NAME AS name,
  CONVERT(COLUMN_TYPE USING utf8mb4) AS type, IS_NULLABLE = 'YES' AS nullable
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA NOT IN (${systemDatabases})
ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION`;

const keysQuery = `SELECT TABLE_SCHEMA AS tableSchema, TABLE_NAME AS tableName, COLUMN_NAME AS name
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA NOT IN (${systemDatabases}) AND INDEX_NAME = 'PRIMARY'
ORDER BY TABLE_SCHEMA, TABLE_NAME, SEQ_IN_INDEX`;

/**
 * Lists the tables and views that the target's login knows of, with columns in their order. A schema is a database:
 * those of other databases on the server are there too, for tenants that have one each.
 *
 * @throws DomainError `data_source_unavailable`, `query_refused`, `query_timeout`.
 */
export async function introspectMysql(target: MysqlTarget): Promise<IntrospectedTable[]> {
  try {
    return await withSession(target, async (session) => {
      const [selected] = await session.rows("SELECT DATABASE() AS name");
      const tables = await session.rows(tablesQuery);
      const columns = groupByTable(await session.rows(columnsQuery));
      const keys = groupByTable(await session.rows(keysQuery));
      return tables.map(({ type, ...table }) => ({
        // A server without letter case in names spells its own in another way than the URL may.
        schema: table.tableSchema === selected?.name ? target.database : table.tableSchema,
        name: table.tableName,
        kind: type === "VIEW" ? ("view" as const) : ("table" as const),
        columns: (columns.get(keyOf(table)) ?? []).map((column) => ({
          name: column.name,
          type: column.type,
          nullable: Boolean(column.nullable),
        })),
        primaryKey: (keys.get(keyOf(table)) ?? []).map((column) => column.name),
      }));
    });
  } catch (error) {
    throw mysqlFailure(error);
  }
}

function keyOf(row: { readonly [column: string]: unknown }): string {
  return JSON.stringify([row.tableSchema, row.tableName]);
}

function groupByTable(rows: readonly RowDataPacket[]): Map<string, RowDataPacket[]> {
  const groups = new Map<string, RowDataPacket[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
