import { testDuckdb } from "./duckdb/test";
import type { ConnectionHealth, EngineTarget } from "./engine";
import { testPostgres } from "./postgres/test";

/** Tells whether a target answers, and what about its login or files should worry an admin. Never throws. */
export function testEngine(target: EngineTarget): Promise<ConnectionHealth> {
  return target.engine === "postgres" ? testPostgres(target) : testDuckdb(target);
}
