import type { IntrospectedTable, PostgresTarget } from "../engine";
import { withConnection } from "./connect-once";
import { postgresFailure } from "./failure";

/** The names of a constraint's columns, in its own order. */
function namesOf(table: string, numbers: string): string {
  return `(SELECT pg_catalog.json_agg(a.attname ORDER BY k.place)
      FROM pg_catalog.unnest(${numbers}) WITH ORDINALITY AS k(number, place)
      JOIN pg_catalog.pg_attribute AS a ON a.attrelid = ${table} AND a.attnum = k.number)`;
}

/** Partitions are reached through their parent; `format_type` spells types as PostgreSQL itself does. */
const tablesQuery = `SELECT n.nspname AS schema, c.relname AS name,
  CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END AS kind,
  (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname,
      'type', pg_catalog.format_type(a.atttypid, a.atttypmod), 'nullable', NOT a.attnotnull) ORDER BY a.attnum)
    FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT pg_catalog.json_agg(a.attname ORDER BY pg_catalog.array_position(i.indkey, a.attnum))
    FROM pg_catalog.pg_index AS i
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = c.oid AND i.indisprimary) AS "primaryKey",
  (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('columns', ${namesOf("f.conrelid", "f.conkey")},
      'schema', tn.nspname, 'table', t.relname, 'references', ${namesOf("f.confrelid", "f.confkey")}) ORDER BY f.conname)
    FROM pg_catalog.pg_constraint AS f
    JOIN pg_catalog.pg_class AS t ON t.oid = f.confrelid
    JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.relnamespace
    WHERE f.conrelid = c.oid AND f.contype = 'f') AS "foreignKeys"
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
ORDER BY n.nspname, c.relname`;

interface TableRow extends Omit<IntrospectedTable, "columns" | "primaryKey" | "foreignKeys"> {
  readonly columns: IntrospectedTable["columns"] | null;
  readonly primaryKey: readonly string[] | null;
  readonly foreignKeys: IntrospectedTable["foreignKeys"] | null;
}

/**
 * Lists every table and view outside the system schemas, with columns in their order. Lists those the login cannot read
 * too: a role of the schema layer may.
 *
 * @throws DomainError `data_source_unavailable`, `query_refused`, `query_timeout`.
 */
export async function introspectPostgres(target: PostgresTarget): Promise<IntrospectedTable[]> {
  try {
    const { rows } = await withConnection(target, (client) => client.query<TableRow>(tablesQuery));
    return rows.map(({ foreignKeys, ...row }) => ({
      ...row,
      columns: row.columns ?? [],
      primaryKey: row.primaryKey ?? [],
      ...(foreignKeys ? { foreignKeys } : {}),
    }));
  } catch (error) {
    throw postgresFailure(error);
  }
}
