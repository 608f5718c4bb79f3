import { runOnClickhouse } from "./clickhouse/run";
import { runOnDuckdb } from "./duckdb/run";
import type { EngineResult, EngineTarget, RunOptions } from "./engine";
import { runOnMysql } from "./mysql/run";
import { runOnPostgres } from "./postgres/run";

/**
 * Runs one secured statement on the target's engine: read-only, bounded in rows, bytes and time, cancelled in the
 * server when the caller leaves. Only `lib/queries/run-query.ts` may call it: what it is given is run as it is.
 *
 * @throws DomainError `query_refused`, `query_timeout`, `data_source_unavailable`, in fixed words that hold no data.
 */
export function runOnEngine(target: EngineTarget, sql: string, options: RunOptions): Promise<EngineResult> {
  switch (target.engine) {
    case "postgres":
      return runOnPostgres(target, sql, options);
    case "duckdb":
      return runOnDuckdb(target, sql, options);
    case "mysql":
      return runOnMysql(target, sql, options);
    case "clickhouse":
      return runOnClickhouse(target, sql, options);
  }
}
