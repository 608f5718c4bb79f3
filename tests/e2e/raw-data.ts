import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const folder = path.resolve("node_modules", "vega-datasets", "data");

/**
 * Asks the raw files directly, with nothing of the product between: the numbers that dashboards must show.
 * `flights` and `airports` are the files as they were published.
 */
export async function askRawData(sql: string): Promise<Record<string, unknown>> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE VIEW flights AS FROM read_parquet('${folder}/flights-3m.parquet')`);
    await connection.run(`CREATE VIEW airports AS FROM read_csv('${folder}/airports.csv')`);
    await connection.run(`CREATE VIEW bird_strikes AS FROM read_csv('${folder}/birdstrikes.csv')`);
    return (await connection.runAndReadAll(sql)).getRowObjectsJson()[0] ?? {};
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
