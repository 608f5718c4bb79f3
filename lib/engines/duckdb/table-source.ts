import type { DuckDBConnection } from "@duckdb/node-api";
import { listLiteral, literal } from "./sql-text";
import type { WorkerTable } from "./worker-protocol";

const wholeFileBytes = 64 * 1024 * 1024;

/** The table function call that reads a table's files; its paths are canonical and hold no wildcard. */
export async function tableSource(connection: DuckDBConnection, table: WorkerTable): Promise<string> {
  const files = listLiteral(table.files);
  if (table.format === "parquet") return `read_parquet(${files})`;
  // Types are found from all rows where that is affordable: a sample misses the one odd value at the end.
  const sample = table.bytes <= wholeFileBytes ? -1 : 20_480;
  const columns = await sniffedColumns(connection, table, sample);
  return `read_csv(${files}, sample_size = ${sample}${columns})`;
}

/** Pins the columns of a single file, so that no query has to guess them again. */
async function sniffedColumns(connection: DuckDBConnection, table: WorkerTable, sample: number): Promise<string> {
  const [file, second] = table.files;
  if (file === undefined || second !== undefined) return "";
  const reader = await connection.runAndReadAll(
    `SELECT unnest(Columns).name, unnest(Columns).type FROM sniff_csv(${literal(file)}, sample_size = ${sample})`,
  );
  const pairs = reader.getRowsJson().map(([name, type]) => `${literal(String(name))}: ${literal(String(type))}`);
  return `, columns = {${pairs.join(", ")}}`;
}
