import { closeWorker } from "./duckdb/worker-process";
import { closePostgresPools } from "./postgres/pools";

/** Ends every connection and the DuckDB process; for shutdown, after the last query was answered. */
export async function closeEngines(): Promise<void> {
  await Promise.all([closePostgresPools(), closeWorker()]);
}
