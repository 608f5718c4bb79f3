import type { Dialect } from "@/lib/sql/security-context";
import type { Engine } from "@/prisma/client/enums";

/** The SQL that a connection's engine speaks. */
export function dialectOf(engine: Engine): Dialect {
  return engine === "POSTGRES" ? "postgres" : "duckdb";
}
