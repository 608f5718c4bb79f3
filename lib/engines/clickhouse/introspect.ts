import type { ClickhouseTarget, IntrospectedTable } from "../engine";
import { withSession } from "./connect-once";
import { clickhouseFailure } from "./failure";

const systemDatabases = "'system', 'information_schema', 'INFORMATION_SCHEMA', '_temporary_and_external_tables'";

/** What a materialized view keeps its rows in is a table with a name of the server's own. */
const tablesQuery = `SELECT database, name, engine FROM system.tables
WHERE database NOT IN (${systemDatabases}) AND NOT is_temporary AND NOT startsWith(name, '.inner')
ORDER BY database, name`;

/** In the order the server keeps them. */
const columnsQuery = `SELECT database, table, name, type FROM system.columns
WHERE database NOT IN (${systemDatabases})`;

/**
 * Lists the tables and views that the target's login knows of, with columns in their order. A schema is a database:
 * those of other databases on the server are there too, for tenants that have one each. ClickHouse has no keys that rows
 * could be told apart by: its primary key only sorts.
 *
 * @throws DomainError `data_source_unavailable`, `query_refused`, `query_timeout`.
 */
export async function introspectClickhouse(target: ClickhouseTarget): Promise<IntrospectedTable[]> {
  try {
    const { tables, columns } = await withSession(target, async (session) => ({
      tables: await session.rows(tablesQuery),
      columns: groupByTable(await session.rows(columnsQuery)),
    }));
    return tables.map(([database, name, engine]) => ({
      schema: String(database),
      name: String(name),
      kind: /View$/.test(String(engine)) ? ("view" as const) : ("table" as const),
      columns: columns.get(keyOf(database, name)) ?? [],
      primaryKey: [],
    }));
  } catch (error) {
    throw clickhouseFailure(error);
  }
}

type Column = IntrospectedTable["columns"][number];

function groupByTable(rows: readonly unknown[][]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>();
  for (const [database, table, name, type] of rows.map((row) => row.map(String))) {
    if (name === undefined || type === undefined) continue;
    const key = keyOf(database, table);
    const column = { name, type, nullable: /^(LowCardinality\()?Nullable\(/.test(type) };
    const columns = tables.get(key);
    if (columns) columns.push(column);
    else tables.set(key, [column]);
  }
  return tables;
}

function keyOf(database: unknown, table: unknown): string {
  return JSON.stringify([String(database), String(table)]);
}
