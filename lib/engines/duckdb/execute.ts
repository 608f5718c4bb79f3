import { type DuckDBConnection, type DuckDBResult, StatementType } from "@duckdb/node-api";
import type { CellValue } from "../engine";
import { type CellReader, cellReaderOf } from "./cell-reader";
import type { PackedColumn, RunAnswer, WorkerFailure } from "./worker-protocol";

/** A failure that this worker decides on itself, as opposed to one that DuckDB reports. */
export class WorkerRefusal extends Error {
  constructor(readonly failure: WorkerFailure) {
    super(failure);
  }
}

export interface ExecuteLimits {
  readonly maximumRows: number;
  readonly maximumBytes: number;
}

/**
 * Runs exactly one SELECT and reads at most the rows asked for; the rest is never computed into memory. Any other kind
 * of statement refuses here, with or without a guard in front: a locked instance could still write into its own folder.
 */
export async function execute(
  connection: DuckDBConnection,
  sql: string,
  limits: ExecuteLimits,
  isCancelled: () => boolean,
): Promise<RunAnswer> {
  const startedAt = performance.now();
  // Preparing is for exactly one statement: DuckDB refuses a text that holds none or several.
  const prepared = await connection.prepare(sql);
  if (prepared.statementType !== StatementType.SELECT || prepared.parameterCount !== 0) {
    throw new WorkerRefusal("refused");
  }
  // An interrupt that came while nothing ran has no effect of its own.
  if (isCancelled()) throw new WorkerRefusal("cancelled");
  const result = await prepared.stream().finally(() => prepared.destroySync());
  const readers = result.columnTypes().map(cellReaderOf);
  const { data, rowCount } = await readRows(result, readers, limits, isCancelled);
  const truncated = rowCount > limits.maximumRows;
  return {
    columns: result.columnNames().map((name, index) => ({ name, type: readers[index]?.kind ?? "other" })),
    packed: data.map(pack),
    rowCount: truncated ? limits.maximumRows : rowCount,
    truncated,
    milliseconds: performance.now() - startedAt,
  };
}

async function readRows(
  result: DuckDBResult,
  readers: readonly CellReader[],
  limits: ExecuteLimits,
  isCancelled: () => boolean,
): Promise<{ data: CellValue[][]; rowCount: number }> {
  const data: CellValue[][] = readers.map(() => []);
  let rowCount = 0;
  let bytes = 0;
  while (rowCount <= limits.maximumRows) {
    const chunk = await result.fetchChunk();
    if (isCancelled()) throw new WorkerRefusal("cancelled");
    if (!chunk || chunk.rowCount === 0) break;
    const taken = Math.min(chunk.rowCount, limits.maximumRows - rowCount);
    readers.forEach((reader, index) => {
      const vector = chunk.getColumnVector(index);
      const column = data[index] as CellValue[];
      for (let row = 0; row < taken; row += 1) {
        const value = vector.getItem(row);
        const cell = value === null ? null : reader.read(value);
        bytes += typeof cell === "string" ? cell.length + 4 : 8;
        // A chunk of long texts is many times the limit; the rest of it is not even read.
        if (bytes > limits.maximumBytes) throw new WorkerRefusal("too_large");
        column.push(cell);
      }
    });
    rowCount += chunk.rowCount;
  }
  return { data, rowCount };
}

function pack(column: readonly CellValue[]): PackedColumn {
  const packed = new Float64Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const cell = column[row] ?? null;
    if (cell === null) packed[row] = Number.NaN;
    else if (typeof cell === "number") packed[row] = cell;
    else return column;
  }
  return packed;
}
