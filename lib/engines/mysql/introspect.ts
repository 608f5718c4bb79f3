import type { RowDataPacket } from "mysql2";
import type { IntrospectedTable, MysqlTarget } from "../engine";
import { withSession } from "./connect-once";
import { mysqlFailure } from "./failure";

/** MariaDB lists its sequences here too; `CONVERT` because some servers keep these texts as bytes. */
const tablesQuery = `SELECT TABLE_NAME AS name, CONVERT(TABLE_TYPE USING utf8mb4) AS type
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
ORDER BY TABLE_NAME`;

const columnsQuery = `SELECT TABLE_NAME AS tableName, COLUMN_NAME AS name, CONVERT(COLUMN_TYPE USING utf8mb4) AS type,
  IS_NULLABLE = 'YES' AS nullable
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, ORDINAL_POSITION`;

const keysQuery = `SELECT TABLE_NAME AS tableName, COLUMN_NAME AS name
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = 'PRIMARY'
ORDER BY TABLE_NAME, SEQ_IN_INDEX`;

/**
 * Lists the tables and views of the target's database that its login knows of, with columns in their order.
 *
 * @throws DomainError `data_source_unavailable`, `query_refused`, `query_timeout`.
 */
export async function introspectMysql(target: MysqlTarget): Promise<IntrospectedTable[]> {
  try {
    return await withSession(target, async (session) => {
      const tables = await session.rows(tablesQuery);
      const columns = groupByTable(await session.rows(columnsQuery));
      const keys = groupByTable(await session.rows(keysQuery));
      return tables.map(({ name, type }) => ({
        schema: target.database,
        name,
        kind: type === "VIEW" ? ("view" as const) : ("table" as const),
        columns: (columns.get(name) ?? []).map((column) => ({
          name: column.name,
          type: column.type,
          nullable: Boolean(column.nullable),
        })),
        primaryKey: (keys.get(name) ?? []).map((column) => column.name),
      }));
    });
  } catch (error) {
    throw mysqlFailure(error);
  }
}

function groupByTable(rows: readonly RowDataPacket[]): Map<string, RowDataPacket[]> {
  const groups = new Map<string, RowDataPacket[]>();
  for (const row of rows) {
    const group = groups.get(row.tableName);
    if (group) group.push(row);
    else groups.set(row.tableName, [row]);
  }
  return groups;
}
