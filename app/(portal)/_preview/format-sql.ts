import type { SqlLanguage } from "sql-formatter";
import type { Dialect } from "@/lib/sql/security-context";

const languages: Readonly<Record<Dialect, SqlLanguage>> = {
  postgres: "postgresql",
  mysql: "mariadb",
  clickhouse: "clickhouse",
  duckdb: "duckdb",
};

/** SQL laid out for reading; as it was written when the formatter cannot read it. */
export async function formatSql(sql: string, dialect: Dialect): Promise<string> {
  const { format } = await import("sql-formatter");
  try {
    return format(sql, {
      language: languages[dialect],
      paramTypes: { custom: [{ regex: String.raw`'?\{\{[^{}]*\}\}'?` }] },
      expressionWidth: 60,
    });
  } catch {
    return sql;
  }
}
