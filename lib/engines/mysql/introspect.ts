import type { RowDataPacket } from "mysql2";
import type { ForeignKey, IntrospectedTable, MysqlTarget } from "../engine";
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

const foreignKeysQuery = `SELECT TABLE_SCHEMA AS tableSchema, TABLE_NAME AS tableName, CONSTRAINT_NAME AS constraintName,
  COLUMN_NAME AS name, REFERENCED_TABLE_SCHEMA AS otherSchema, REFERENCED_TABLE_NAME AS otherName,
  REFERENCED_COLUMN_NAME AS otherColumn
FROM information_schema.KEY_COLUMN_USAGE
WHERE TABLE_SCHEMA NOT IN (${systemDatabases}) AND REFERENCED_TABLE_NAME IS NOT NULL
ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`;

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
      const { tables, columns } = await tablesWithColumns(session);
      const keys = groupByTable(await session.rows(keysQuery));
      const foreign = groupByTable(await session.rows(foreignKeysQuery));
      // A server without letter case in names spells its own in another way than the URL may.
      const schemaOf = (name: string) => (name === selected?.name ? target.database : name);
      return tables.map(({ type, ...table }) => ({
        schema: schemaOf(table.tableSchema),
        name: table.tableName,
        kind: type === "VIEW" ? ("view" as const) : ("table" as const),
        columns: (columns.get(keyOf(table)) ?? []).map((column) => ({
          name: column.name,
          type: column.type,
          nullable: Boolean(column.nullable),
        })),
        primaryKey: (keys.get(keyOf(table)) ?? []).map((column) => column.name),
        ...foreignKeysOf(foreign.get(keyOf(table)) ?? [], schemaOf),
      }));
    });
  } catch (error) {
    throw mysqlFailure(error);
  }
}

const mostReadings = 5;

/**
 * Tables and their columns are two readings. A server that changes tables meanwhile, anybody's, can leave out the columns
 * of others; a table without any is therefore read again, and gone if it stays so.
 */
async function tablesWithColumns(session: { rows(sql: string): Promise<RowDataPacket[]> }) {
  for (let reading = 1; ; reading += 1) {
    const tables = await session.rows(tablesQuery);
    const columns = groupByTable(await session.rows(columnsQuery));
    const whole = tables.filter((table) => columns.has(keyOf(table)));
    if (whole.length === tables.length || reading === mostReadings) return { tables: whole, columns };
  }
}

function foreignKeysOf(rows: readonly RowDataPacket[], schemaOf: (name: string) => string) {
  if (rows.length === 0) return {};
  const names = [...new Set(rows.map((row) => String(row.constraintName)))];
  return {
    foreignKeys: names.flatMap((name): ForeignKey[] => {
      const columns = rows.filter((row) => row.constraintName === name);
      const [first] = columns;
      if (!first) return [];
      return [
        {
          columns: columns.map((row) => String(row.name)),
          schema: schemaOf(first.otherSchema),
          table: String(first.otherName),
          references: columns.map((row) => String(row.otherColumn)),
        },
      ];
    }),
  };
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
