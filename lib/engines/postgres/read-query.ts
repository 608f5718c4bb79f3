import type { Connection, Submittable } from "pg";
import type { CellValue, EngineResult, ResultColumn } from "../engine";
import { engineErrors } from "../engine-errors";
import { columnTypeOf } from "./column-types";
import type { StatementUse } from "./kept-statements";
import { readOnlyRoundTrip } from "./wire-messages";

export interface ReadQueryLimits {
  readonly maximumRows: number;
  readonly maximumBytes: number;
}

/**
 * One statement in its own read-only transaction, in a single round trip, at most one row more than asked for.
 *
 * `BEGIN READ ONLY`, the statement and `ROLLBACK` go out together. The extended protocol admits exactly one statement,
 * and rolling back undoes every setting the statement may have changed, so the next user of the connection starts
 * clean. The row limit is the portal's own: the SQL text stays as the guard printed it.
 * After an error the transaction is still open and the caller has to end it.
 */
export class ReadQuery implements Submittable {
  readonly #columns: ResultColumn[] = [];
  readonly #parsers: (((text: string) => CellValue) | undefined)[] = [];
  readonly #data: CellValue[][] = [];
  readonly #startedAt = performance.now();
  #rowCount = 0;
  #bytes = 0;
  #settled = false;

  constructor(
    readonly sql: string,
    readonly statement: StatementUse,
    readonly limits: ReadQueryLimits,
    readonly settle: (error: unknown, result?: EngineResult) => void,
  ) {}

  submit(connection: Connection): void {
    connection.stream.write(readOnlyRoundTrip(this.sql, this.limits.maximumRows + 1, this.statement));
  }

  handleRowDescription(message: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    for (const field of message.fields) {
      const type = columnTypeOf(field.dataTypeID);
      this.#columns.push({ name: field.name, type: type.kind });
      this.#parsers.push(type.parse);
      this.#data.push([]);
    }
  }

  handleDataRow(message: { length: number; fields: readonly (string | null)[] }): void {
    this.#rowCount += 1;
    if (this.#settled || this.#rowCount > this.limits.maximumRows) return;
    this.#bytes += message.length;
    if (this.#bytes > this.limits.maximumBytes) {
      this.#finish(engineErrors.tooLarge());
      return;
    }
    const { fields } = message;
    for (let column = 0; column < fields.length; column += 1) {
      const value = fields[column] ?? null;
      const parse = this.#parsers[column];
      this.#data[column]?.push(value === null || parse === undefined ? value : parse(value));
    }
  }

  handleReadyForQuery(): void {
    if (this.#columns.length === 0) {
      this.#finish(engineErrors.refused());
      return;
    }
    const truncated = this.#rowCount > this.limits.maximumRows;
    this.#finish(undefined, {
      columns: this.#columns,
      data: this.#data,
      rowCount: truncated ? this.limits.maximumRows : this.#rowCount,
      truncated,
      milliseconds: performance.now() - this.#startedAt,
    });
  }

  handleError(error: unknown): void {
    this.#finish(error);
  }

  /** A read-only transaction refuses COPY FROM before this; were it to ask for rows, there are none. */
  handleCopyInResponse(connection: Connection): void {
    connection.stream.destroy();
  }

  handleCommandComplete(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyData(): void {}

  #finish(error: unknown, result?: EngineResult): void {
    if (this.#settled) return;
    this.#settled = true;
    this.settle(error, result);
  }
}
