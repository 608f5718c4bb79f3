import type { Dialect } from "@/lib/sql/security-context";
import type { Engine } from "@/prisma/client/enums";

const dialects: Readonly<Record<Engine, Dialect>> = {
  POSTGRES: "postgres",
  DUCKDB: "duckdb",
  MYSQL: "mysql",
  CLICKHOUSE: "clickhouse",
};

/** The SQL that a connection's engine speaks. */
export function dialectOf(engine: Engine): Dialect {
  return dialects[engine];
}

/** Whether a schema and a database are one thing, so that a server has no schemas of the same name in two databases. */
export function isSchemaADatabase(engine: Engine): boolean {
  return engine === "MYSQL" || engine === "CLICKHOUSE";
}
