import type { ClickhouseTarget, IntrospectedTable } from "../engine";
import { withSession } from "./connect-once";
import { clickhouseFailure } from "./failure";

/** What a materialized view keeps its rows in is a table with a name of the server's own. */
const tablesQuery = `SELECT name, engine FROM system.tables
WHERE database = currentDatabase() AND NOT is_temporary AND NOT startsWith(name, '.inner')
ORDER BY name`;

/** In the order the server keeps them. */
const columnsQuery = "SELECT table, name, type FROM system.columns WHERE database = currentDatabase()";

/**
 * Lists the tables and views of the target's database that its login knows of, with columns in their order. ClickHouse
 * has no keys that rows could be told apart by: its primary key only sorts.
 *
 * @throws DomainError `data_source_unavailable`, `query_refused`, `query_timeout`.
 */
export async function introspectClickhouse(target: ClickhouseTarget): Promise<IntrospectedTable[]> {
  try {
    const { tables, columns } = await withSession(target, async (session) => ({
      tables: await session.rows(tablesQuery),
      columns: groupByTable(await session.rows(columnsQuery)),
    }));
    return tables.map(([name, engine]) => ({
      schema: target.database,
      name: String(name),
      kind: /View$/.test(String(engine)) ? ("view" as const) : ("table" as const),
      columns: columns.get(String(name)) ?? [],
      primaryKey: [],
    }));
  } catch (error) {
    throw clickhouseFailure(error);
  }
}

type Column = IntrospectedTable["columns"][number];

function groupByTable(rows: readonly unknown[][]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>();
  for (const [table, name, type] of rows.map((row) => row.map(String))) {
    if (table === undefined || name === undefined || type === undefined) continue;
    const column = { name, type, nullable: /^(LowCardinality\()?Nullable\(/.test(type) };
    const columns = tables.get(table);
    if (columns) columns.push(column);
    else tables.set(table, [column]);
  }
  return tables;
}
