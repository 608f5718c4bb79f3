import type { SqlLanguage } from "sql-formatter";
import type { Engine } from "@/prisma/client/enums";

const languages: Readonly<Record<Engine, SqlLanguage>> = {
  POSTGRES: "postgresql",
  MYSQL: "mariadb",
  CLICKHOUSE: "clickhouse",
  DUCKDB: "duckdb",
};

/** SQL laid out for reading; as it was written when the formatter cannot read it. */
export async function formatSql(sql: string, engine: Engine): Promise<string> {
  const { format } = await import("sql-formatter");
  try {
    return format(sql, {
      language: languages[engine],
      paramTypes: { custom: [{ regex: String.raw`'?\{\{[^{}]*\}\}'?` }] },
      expressionWidth: 60,
    });
  } catch {
    return sql;
  }
}
