import { introspectClickhouse } from "./clickhouse/introspect";
import { introspectDuckdb } from "./duckdb/introspect";
import type { EngineTarget, IntrospectedTable } from "./engine";
import { introspectMysql } from "./mysql/introspect";
import { introspectPostgres } from "./postgres/introspect";

/**
 * Lists the tables and views of a target outside the engine's own schemas, with columns in the engine's spelling.
 *
 * @throws DomainError `data_source_unavailable`, `query_refused`, `query_timeout`.
 */
export function introspectEngine(target: EngineTarget): Promise<IntrospectedTable[]> {
  switch (target.engine) {
    case "postgres":
      return introspectPostgres(target);
    case "duckdb":
      return introspectDuckdb(target);
    case "mysql":
      return introspectMysql(target);
    case "clickhouse":
      return introspectClickhouse(target);
  }
}
