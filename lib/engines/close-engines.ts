import { clickhousePools } from "./clickhouse/pools";
import { closeWorker } from "./duckdb/worker-process";
import { mysqlPools } from "./mysql/pools";
import { postgresPools } from "./postgres/pools";

/** Ends every connection and the DuckDB process; for shutdown, after the last query was answered. */
export async function closeEngines(): Promise<void> {
  await Promise.all([clickhousePools.close(), mysqlPools.close(), postgresPools.close(), closeWorker()]);
}
