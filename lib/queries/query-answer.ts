import type { CellValue, EngineResult, ResultColumn } from "@/lib/engines/engine";

export interface QueryRows {
  readonly columns: readonly ResultColumn[];
  /** Column by column: `data[c][r]`. */
  readonly data: readonly (readonly CellValue[])[];
  readonly rowCount: number;
  readonly truncated: boolean;
  /** When the rows were read, ISO 8601. */
  readonly asOf: string;
}

/** Rows as they are kept: the JSON that is sent, and what must be known without opening it. */
export interface KeptAnswer {
  /** The members of `QueryRows` as one JSON object, in UTF-8. */
  readonly json: Buffer;
  readonly rowCount: number;
  /** When the rows were read, in milliseconds since 1970. */
  readonly readAt: number;
}

/**
 * The rows of a query in the two forms that callers want, each made when it is first asked for: text is sent to browsers
 * as it was kept, without being taken apart and put together again.
 */
export class QueryAnswer {
  readonly #rowCount: number;
  readonly #readAt: number;
  #rows: QueryRows | undefined;
  #json: Buffer | undefined;

  private constructor(rowCount: number, readAt: number, rows: QueryRows | undefined, json: Buffer | undefined) {
    this.#rowCount = rowCount;
    this.#readAt = readAt;
    this.#rows = rows;
    this.#json = json;
  }

  static read({ columns, data, rowCount, truncated }: EngineResult, readAt: Date): QueryAnswer {
    const rows = { columns, data, rowCount, truncated, asOf: readAt.toISOString() };
    return new QueryAnswer(rowCount, readAt.getTime(), rows, undefined);
  }

  static kept({ rowCount, readAt, json }: KeptAnswer): QueryAnswer {
    return new QueryAnswer(rowCount, readAt, undefined, json);
  }

  /** When the rows were read, in milliseconds since 1970. */
  get readAt(): number {
    return this.#readAt;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get rows(): QueryRows {
    this.#rows ??= JSON.parse(this.json.toString("utf8")) as QueryRows;
    return this.#rows;
  }

  get json(): Buffer {
    this.#json ??= Buffer.from(JSON.stringify(this.#rows), "utf8");
    return this.#json;
  }

  /** Wherever an answer is made JSON, its rows are what it is. */
  toJSON(): QueryRows {
    return this.rows;
  }

  /** What a store keeps: it does not hold on to the rows. */
  toKeep(): KeptAnswer {
    return { json: this.json, rowCount: this.#rowCount, readAt: this.#readAt };
  }
}
