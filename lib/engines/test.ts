import { testClickhouse } from "./clickhouse/test";
import { testDuckdb } from "./duckdb/test";
import type { ConnectionHealth, EngineTarget } from "./engine";
import { testMysql } from "./mysql/test";
import { testPostgres } from "./postgres/test";

/** Tells whether a target answers, and what about its login or files should worry an admin. Never throws. */
export function testEngine(target: EngineTarget): Promise<ConnectionHealth> {
  switch (target.engine) {
    case "postgres":
      return testPostgres(target);
    case "duckdb":
      return testDuckdb(target);
    case "mysql":
      return testMysql(target);
    case "clickhouse":
      return testClickhouse(target);
  }
}
