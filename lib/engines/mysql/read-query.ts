import type { Connection, FieldPacket, QueryError } from "mysql2";
import type { CellValue, EngineResult, ResultColumn } from "../engine";
import { engineErrors } from "../engine-errors";
import { columnTypeOf } from "./column-types";

export interface ReadQueryLimits {
  readonly maximumRows: number;
  readonly maximumBytes: number;
}

export interface ReadQueryOutcome {
  readonly error?: unknown;
  readonly result?: EngineResult;
  /** Whether the server has sent everything, and the connection is free for the next statement. */
  readonly complete: boolean;
}

/**
 * Sends one statement and reads at most the rows asked for; `settle` hears of it once, the moment it is decided.
 */
export function readQuery(
  connection: Connection,
  sql: string,
  limits: ReadQueryLimits,
  settle: (outcome: ReadQueryOutcome) => void,
): void {
  const startedAt = performance.now();
  let rows: RowCollector | undefined;
  let settled = false;
  const finish = (outcome: ReadQueryOutcome) => {
    if (settled) return;
    settled = true;
    connection.removeListener("error", onLost);
    settle(outcome);
  };
  const finishWithRows = (collected: RowCollector, complete: boolean) =>
    finish({ result: collected.result(performance.now() - startedAt), complete });
  const onLost = (error: QueryError) => finish({ error, complete: false });

  connection.on("error", onLost);
  connection
    .query(sql)
    .on("error", (error: QueryError) => finish({ error, complete: true }))
    .on("fields", (fields?: FieldPacket[]) => {
      if (fields) rows = new RowCollector(fields, limits);
    })
    .on("result", (row: unknown) => {
      if (settled || !rows) return;
      // The driver gives up on a row that it cannot read.
      if (!Array.isArray(row)) return finish({ error: engineErrors.refused(), complete: false });
      rows.add(row);
      if (rows.tooLarge) finish({ error: engineErrors.tooLarge(), complete: false });
      else if (rows.rowCount > limits.maximumRows + 1) finishWithRows(rows, false);
    })
    .on("end", () => (rows ? finishWithRows(rows, true) : finish({ error: engineErrors.refused(), complete: true })));
}

class RowCollector {
  readonly #columns: ResultColumn[];
  readonly #parsers: readonly (((value: unknown) => CellValue) | undefined)[];
  readonly #data: CellValue[][];
  #bytes = 0;
  rowCount = 0;

  constructor(
    fields: readonly FieldPacket[],
    readonly limits: ReadQueryLimits,
  ) {
    const types = fields.map(columnTypeOf);
    this.#columns = fields.map(({ name }, index) => ({ name, type: types[index]?.kind ?? "other" }));
    this.#parsers = types.map((type) => type.parse);
    this.#data = fields.map(() => []);
  }

  get tooLarge(): boolean {
    return this.#bytes > this.limits.maximumBytes;
  }

  add(row: readonly unknown[]): void {
    this.rowCount += 1;
    if (this.rowCount > this.limits.maximumRows) return;
    for (let column = 0; column < row.length; column += 1) {
      const value = row[column] ?? null;
      const parse = this.#parsers[column];
      const cell = value === null || parse === undefined ? (value as CellValue) : parse(value);
      this.#bytes += typeof cell === "string" ? cell.length + 4 : 8;
      this.#data[column]?.push(cell);
    }
  }

  result(milliseconds: number): EngineResult {
    const truncated = this.rowCount > this.limits.maximumRows;
    return {
      columns: this.#columns,
      data: this.#data,
      rowCount: truncated ? this.limits.maximumRows : this.rowCount,
      truncated,
      milliseconds,
    };
  }
}
