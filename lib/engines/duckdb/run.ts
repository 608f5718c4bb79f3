import { startDeadline } from "../deadline";
import type { CellValue, DuckdbTarget, EngineResult, RunOptions } from "../engine";
import { engineErrors } from "../engine-errors";
import { engineSettings } from "../engine-settings";
import { askWithin } from "./ask-within";
import { holdTarget, waiterOf } from "./hold-target";
import type { PackedColumn } from "./worker-protocol";

/**
 * Runs one SELECT over exactly this target's files, in the process that DuckDB lives in. When the time is over or the
 * caller leaves the answer comes at once, and the query is interrupted behind it.
 *
 * @throws DomainError `query_refused`, `query_timeout`, `data_source_unavailable`, in fixed words.
 */
export async function runOnDuckdb(target: DuckdbTarget, sql: string, options: RunOptions): Promise<EngineResult> {
  const deadline = startDeadline(options);
  let release = () => {};
  try {
    const held = await holdTarget(target, { sql, ...waiterOf(deadline, options.signal) });
    release = held.release;
    const { maximumRows } = options;
    const maximumBytes = engineSettings().maximumResultBytes;
    const answer = await askWithin(deadline, { kind: "run", target: held.target, sql, maximumRows, maximumBytes });
    if (answer.kind !== "ran") throw engineErrors.unavailable();
    const { packed, ...result } = answer.answer;
    return { ...result, data: packed.map(unpack) };
  } finally {
    deadline.end();
    release();
  }
}

function unpack(column: PackedColumn): readonly CellValue[] {
  if (!(column instanceof Float64Array)) return column;
  const cells = new Array<CellValue>(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number;
    cells[row] = Number.isNaN(value) ? null : value;
  }
  return cells;
}
