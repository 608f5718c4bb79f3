import { introspectDuckdb } from "./duckdb/introspect";
import type { EngineTarget, IntrospectedTable } from "./engine";
import { introspectPostgres } from "./postgres/introspect";

/**
 * Lists the tables and views of a target outside the engine's own schemas, with columns in the engine's spelling.
 *
 * @throws DomainError `data_source_unavailable`, `query_refused`, `query_timeout`.
 */
export function introspectEngine(target: EngineTarget): Promise<IntrospectedTable[]> {
  return target.engine === "postgres" ? introspectPostgres(target) : introspectDuckdb(target);
}
